import Synchronization

/// The files that the cells of a batch name; those of this machine are looked at once however many functions ask.
final class MediaFiles: Sendable {
    private let files = Mutex<[String: MediaFile]>([:])

    /// The file that a cell names, on this machine or among those that were fetched; `nil` for any other.
    func file(_ uri: String, _ fetched: FetchedMedia?) -> MediaFile? {
        // One that was fetched may be gone when others ask.
        if let path = fetched?.path(of: uri) { return MediaFile(path: path) }
        return files.withLock { files in
            if let known = files[uri] { return known }
            let file = MediaFile(uri: uri)
            files[uri] = file
            return file
        }
    }
}
