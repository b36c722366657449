/// Goes through the files below a folder in the order of their names.
///
/// Of each folder on the way, only the names that are still to come are kept. Names that begin with `.` or `_` are
/// passed by.
struct FolderWalk: Sequence, IteratorProtocol {
    private let root: String
    /// The folders on the way, by their paths below the root, and what is left of each, last first.
    private var open: [(folder: String, names: [String])]

    init(_ root: String) {
        self.root = root
        open = [("", Self.names(in: root))]
    }

    /// The next file's path below the root.
    mutating func next() -> String? {
        while let (folder, names) = open.last {
            guard let name = names.last else {
                open.removeLast()
                continue
            }
            open[open.count - 1].names.removeLast()
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            guard FileSystem.isDirectory("\(root)/\(path)") else { return path }
            open.append((path, Self.names(in: "\(root)/\(path)")))
        }
        return nil
    }

    private static func names(in folder: String) -> [String] {
        FileSystem.names(in: folder) { !$0.hasPrefix(".") && !$0.hasPrefix("_") }.sorted(by: >)
    }
}
