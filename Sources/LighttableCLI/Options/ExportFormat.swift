import ArgumentParser

/// What an export writes.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case parquet
    case csv
    case json
    case jsonl
    case arrow
    case huggingface
    case coco
    case yolo

    /// Whether the target is a folder.
    var isFolder: Bool { [.parquet, .huggingface, .coco, .yolo].contains(self) }

    /// Whether labelled regions are what is exported.
    var isAnnotations: Bool { self == .coco || self == .yolo }

    /// The format of a target: as told, else by its name, else JSON lines for standard output and Parquet for a folder.
    static func of(_ target: String, told: ExportFormat?) -> ExportFormat {
        told ?? (target == "-" ? .jsonl : byName(target))
    }

    private static func byName(_ target: String) -> ExportFormat {
        var name = target.lowercased()
        for ending in [".gz", ".zst", ".bz2"] where name.hasSuffix(ending) { name.removeLast(ending.count) }
        let endings: [(String, ExportFormat)] = [
            (".jsonl", .jsonl), (".ndjson", .jsonl), (".json", .json), (".csv", .csv), (".tsv", .csv),
            (".arrow", .arrow), (".arrows", .arrow), (".feather", .arrow), (".ipc", .arrow),
        ]
        return endings.first { name.hasSuffix($0.0) }?.1 ?? .parquet
    }
}
