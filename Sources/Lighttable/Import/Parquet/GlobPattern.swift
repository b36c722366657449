import Foundation

/// A path with `*`, `?`, `[…]` for parts of a name and `**` for any folders.
struct GlobPattern {
    /// The folder before the first part with such a mark, empty for the current one.
    let root: String
    private let parts: [String]

    init(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let fixed = parts.prefix { !Self.isPattern($0) }
        root = fixed == [""] ? "/" : fixed.joined(separator: "/")
        self.parts = parts.dropFirst(fixed.count).filter { !$0.isEmpty }
    }

    /// Whether a text has any of the marks.
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// The paths below the root that match; names that begin with `.` or `_` only where the pattern names them.
    func matches() -> [String] {
        Array(Set(matches(below: "", parts[...]))).sorted()
    }

    /// The paths that match.
    func paths() -> [String] { matches().map(path) }

    private func matches(below folder: String, _ parts: ArraySlice<String>) -> [String] {
        guard let part = parts.first else { return [] }
        let rest = parts.dropFirst()
        if part == "**" {
            let deeper = folders(in: folder).flatMap { matches(below: $0, parts) }
            return
                (rest.isEmpty ? entries(in: folder, like: "*").filter { !isFolder($0) } : matches(below: folder, rest))
                + deeper
        }
        let found = entries(in: folder, like: part)
        return rest.isEmpty ? found : found.filter(isFolder).flatMap { matches(below: $0, rest) }
    }

    private func entries(in folder: String, like part: String) -> [String] {
        let names = FileSystem.names(in: path(folder)) { name in
            let isHidden = name.hasPrefix(".") || name.hasPrefix("_")
            return (!isHidden || part.hasPrefix(String(name.prefix(1)))) && fnmatch(part, name, 0) == 0
        }
        return names.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }

    private func folders(in folder: String) -> [String] { entries(in: folder, like: "*").filter(isFolder) }

    private func isFolder(_ relative: String) -> Bool { FileSystem.isDirectory(path(relative)) }

    /// The path of a match.
    func path(_ relative: String) -> String {
        guard !relative.isEmpty else { return root.isEmpty ? "." : root }
        return root.isEmpty ? relative : "\(root)/\(relative)"
    }
}
