import Synchronization

/// The files that the cells of a batch name, each looked at once however many functions ask.
final class MediaFiles: Sendable {
    private let files = Mutex<[String: MediaFile]>([:])

    /// The file that a cell names, on this machine or among those that were fetched; `nil` for any other.
    func file(_ uri: String, _ fetched: FetchedMedia?) -> MediaFile? {
        files.withLock { files in
            if let known = files[uri] { return known }
            let file = fetched?.path(of: uri).map { MediaFile(path: $0) } ?? MediaFile(uri: uri)
            files[uri] = file
            return file
        }
    }
}
