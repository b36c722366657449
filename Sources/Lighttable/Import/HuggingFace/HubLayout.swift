package import JSON

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Which files of a dataset belong to which configuration and split, by its card or by the names that the Hugging Face
/// Hub understands.
package struct HubLayout: Sendable {
    /// The files of a split, in order.
    struct Split: Sendable, Equatable {
        let name: String
        var files: [String]
    }

    private let paths: [String]
    private var configurations: [(name: String, splits: [Split])] = []
    private var usual: String?

    /// Sorts the files of a dataset.
    ///
    /// - Parameters:
    ///   - paths: Their paths.
    ///   - card: What the dataset says about itself.
    package init(paths: [String], card: JSONValue?) {
        self.paths =
            paths.filter { path in
                !path.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
            }
            .sorted()
        for entry in card?["configs"]?.arrayValue ?? [] { add(entry) }
        if configurations.isEmpty { addByName() }
    }

    /// The files that are needed for a configuration: Parquet files, else all of a folder of media; none when there is
    /// neither.
    package func files(of configuration: String?, in id: String) throws -> Set<String> {
        if !configurations.isEmpty { return Set(try splits(of: configuration, in: id).flatMap(\.files)) }
        guard medium != nil else { return [] }
        return Set(paths)
    }

    /// Whether there are Parquet files.
    var hasParquet: Bool { !configurations.isEmpty }

    /// What most of the files are, when they are media.
    var medium: FolderMedium? {
        let counts = Dictionary(paths.compactMap { FolderMedium.usual(of: $0) }.map { ($0, 1) }, uniquingKeysWith: +)
        return FolderMedium.allCases.filter { counts[$0] != nil }
            .max { counts[$0, default: 0] < counts[$1, default: 0] }
    }

    /// The splits of a configuration.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` that names those there are.
    func splits(of configuration: String?, in id: String) throws -> [Split] {
        let wanted = configuration ?? usual ?? (configurations.count == 1 ? configurations[0].name : "default")
        if let found = configurations.first(where: { $0.name == wanted }) { return found.splits }
        let names = configurations.prefix(20).map(\.name).joined(separator: ", ")
        throw LighttableError(
            .notFound,
            configuration.map { "the dataset has no configuration '\($0)'; it has \(names)" }
                ?? "the dataset has several configurations; name one, such as \(id):\(configurations[0].name) (it has \(names))",
            at: .init(file: id)
        )
    }

    private mutating func add(_ entry: JSONValue) {
        guard let name = entry["config_name"]?.stringValue else { return }
        var folder = entry["data_dir"]?.stringValue.map { $0.hasPrefix("./") ? String($0.dropFirst(2)) : $0 } ?? ""
        if !folder.isEmpty, !folder.hasSuffix("/") { folder += "/" }
        let splits = entry["data_files"].map { Self.patterns($0) }?
            .map { split, patterns in Split(name: split, files: matches(patterns.map { folder + $0 })) }
        let found = (splits ?? byName(paths.filter { $0.hasPrefix(folder) })).filter { !$0.files.isEmpty }
        guard !found.isEmpty else { return }
        configurations.append((name, found))
        if entry["default"]?.boolValue == true { usual = name }
    }

    /// The splits and patterns of `data_files`: a path, several, or for each split.
    private static func patterns(_ json: JSONValue) -> [(String, [String])] {
        if let members = json.objectValue { return members.map { ($0.key, texts($0.value)) } }
        let bySplit = (json.arrayValue ?? [])
            .compactMap { entry in
                entry["split"]?.stringValue.map { ($0, texts(entry["path"] ?? .null)) }
            }
        return bySplit.isEmpty ? [("train", texts(json))] : bySplit
    }

    private static func texts(_ json: JSONValue) -> [String] {
        json.stringValue.map { [$0] } ?? (json.arrayValue ?? []).compactMap(\.stringValue)
    }

    private func matches(_ patterns: [String]) -> [String] {
        paths.filter { path in
            Self.isParquet(path)
                && patterns.contains {
                    fnmatch($0, path, 0) == 0 || fnmatch($0.replacing("**/", with: ""), path, 0) == 0
                }
        }
    }

    private mutating func addByName() {
        var groups: [String: [String]] = [:]
        for path in paths where Self.isParquet(path) {
            let folders = path.split(separator: "/").dropLast()
            let isPlain = folders.first.map { $0 == "data" || SplitName.named($0) != nil } ?? true
            groups[isPlain ? "default" : String(folders[0]), default: []].append(path)
        }
        configurations = groups.sorted { $0.key < $1.key }.map { ($0.key, byName($0.value)) }
    }

    private func byName(_ paths: [String]) -> [Split] {
        var splits: [Split] = []
        for path in paths where Self.isParquet(path) {
            let name = Self.split(of: path)
            if let index = splits.firstIndex(where: { $0.name == name }) {
                splits[index].files.append(path)
            } else {
                splits.append(Split(name: name, files: [path]))
            }
        }
        let order = splits.map { SplitName.usual.firstIndex(of: $0.name) ?? SplitName.usual.count }
        return zip(order, splits).sorted { ($0.0, $0.1.name) < ($1.0, $1.1.name) }.map(\.1)
    }

    /// The split that a path names: `data/NAME-00000-of-00001.parquet`, `NAME/0000.parquet`, or a word in the name.
    private static func split(of path: String) -> String {
        let parts = path.split(separator: "/")
        let stem = (parts.last ?? "").split(separator: ".").first ?? ""
        if let shard = stem.firstMatch(of: /^(.+)-\d{5}-of-\d{5}/) { return String(shard.1) }
        if let named = SplitName.named(stem) { return named }
        let folder = parts.dropLast().last.map { $0.hasPrefix("partial-") ? $0.dropFirst("partial-".count) : $0 }
        guard let folder, folder != "data" else { return "train" }
        return SplitName.named(folder) ?? (parts.count > 2 ? String(folder) : "train")
    }

    private static func isParquet(_ path: String) -> Bool {
        path.lowercased().hasSuffix(".parquet") && !path.hasSuffix("metadata.parquet")
    }
}
