import Synchronization

/// The files that the cells of a batch name, each looked at once however many functions ask.
final class MediaFiles: Sendable {
    private let files = Mutex<[String: MediaFile]>([:])

    /// The file that a cell names; `nil` for what is not on this machine.
    func file(_ uri: String) -> MediaFile? {
        files.withLock { files in
            if let known = files[uri] { return known }
            let file = MediaFile(uri: uri)
            files[uri] = file
            return file
        }
    }
}
