import DeltaLog

/// What there is in a table's log.
struct LogInventory {
    /// A file of the log that belongs to a version.
    struct File {
        let version: Int64
        let name: String
    }

    /// The files that belong to versions, oldest first.
    let files: [File]
    /// The versions that have a checkpoint, oldest first.
    let checkpoints: [Int64]
    /// The commits up to the newest without a gap.
    let commits: ClosedRange<Int64>

    init(of table: Table) async throws {
        try self.init(names: try await table.log.list().map(\.name), newest: table.snapshot.version)
    }

    init(names: [String], newest: Int64) throws {
        files =
            names.compactMap { name in
                let digits = name.prefix(20)
                guard digits.utf8.count == 20, name.dropFirst(20).first == "." else { return nil }
                return Int64(digits).map { File(version: $0, name: name) }
            }
            .sorted { ($0.version, $0.name) < ($1.version, $1.name) }
        checkpoints = files.filter { $0.name.hasSuffix(".checkpoint.parquet") }.map(\.version)
        let present = Set(files.filter { $0.name.dropFirst(20) == ".json" }.map(\.version))
        var first = newest
        while present.contains(first - 1) { first -= 1 }
        commits = first...newest
    }
}
