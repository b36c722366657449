import DeltaLog
import JSON

/// The rows that a commit changed, as far as its writer counted them.
struct ReportedRows {
    let inserted: Int?
    let updated: Int?
    let deleted: Int?

    init(_ info: CommitInfo?) {
        let metrics = info?.operationMetrics ?? [:]
        func count(_ names: [String]) -> Int? { names.lazy.compactMap { metrics[$0].flatMap(Int.init) }.first }
        inserted = count(Self.names("Inserted"))
        updated = count(Self.names("Updated"))
        deleted = count(Self.names("Deleted"))
    }

    /// The names that Spark and we use, and those of delta-rs; merges have others than updates and deletions.
    private static func names(_ change: String) -> [String] {
        let word = change.lowercased()
        return ["num\(change)Rows", "num_\(word)_rows", "numTargetRows\(change)", "num_target_rows_\(word)"]
    }
}

extension CommitInfo {
    /// The program that wrote the commit; old versions of delta-rs have a word of their own for it.
    var engine: String? { engineInfo ?? unknownFields["clientVersion"]?.stringValue }

    /// Whether all rows made way for others.
    var isOverwrite: Bool { operation == "WRITE" && operationParameters?["mode"]?.lowercased() == "overwrite" }
}
