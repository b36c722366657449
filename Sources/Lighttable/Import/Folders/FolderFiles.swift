import Synchronization

/// The media files of one split of a folder, some at a time.
final class FolderFiles: Sendable {
    private let medium: FolderMedium
    private let split: String?
    private let walk: Mutex<FolderWalk>

    init(folder: String, medium: FolderMedium, split: String?) {
        self.medium = medium
        self.split = split
        walk = Mutex(FolderWalk(folder))
    }

    /// The paths of the next files below the folder, `nil` when there are no more.
    func next(_ count: Int) -> [String]? {
        let files = walk.withLock { walk in
            var files: [String] = []
            while files.count < count, let path = walk.next() {
                guard medium.includes(path), split == nil || SplitName.ofFolder(path) == split else { continue }
                files.append(path)
            }
            return files
        }
        return files.isEmpty ? nil : files
    }
}
