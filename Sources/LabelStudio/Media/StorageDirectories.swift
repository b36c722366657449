/// The directories below the document root that a project must share with the server so that its media display.
///
/// A directory covers all below it. As the root itself cannot be shared, several directories are kept apart when only
/// the root is common to them.
struct StorageDirectories: Sendable, Hashable {
    /// By first directory: the path, in parts, that is common to all files there.
    private var common: [String: [String]] = [:]

    /// Relative paths, sorted.
    var paths: [String] { common.values.map { $0.joined(separator: "/") }.sorted() }

    /// Adds the directory of a file.
    mutating func insert(relativeFile file: String) throws {
        let parts = file.split(separator: "/").dropLast().map(String.init)
        guard let first = parts.first else {
            throw LabelStudioError(
                .invalidMedia,
                "`\(file)` lies directly in Label Studio's document root, which it does not serve: move it to a folder"
            )
        }
        guard let known = common[first] else {
            common[first] = parts
            return
        }
        common[first] = zip(known, parts).prefix { $0.0 == $0.1 }.map(\.0)
    }

    /// The ones that no other directory covers.
    func uncovered(by others: [String]) -> [String] {
        paths.filter { path in !others.contains { path == $0 || path.hasPrefix($0 + "/") } }
    }
}
