import DeltaLog

extension Table {
    /// Merges small data files and removes files that no kept version needs, now instead of bit by bit.
    ///
    /// Rows keep their ids, older versions stay readable, and others go on reading and writing. Of the store's media
    /// those are removed, too, that no version of any of its tables names; this reads the texts of all of them.
    ///
    /// - Returns: What was done.
    /// - Throws: A ``LighttableError``: `unsupported` when the table is pinned or read-only, `conflict` when others keep
    ///   changing the same rows.
    public func optimize() async throws -> OptimizeReport {
        let before = try await identified()
        let table = try await retrying { try await $0.merging(CompactionPlan(allOf: $0.snapshot).groups) }
        let reclaimed = try await LighttableError.wrapping(table: name) { try await Upkeep(table: table).run() }
        var report = OptimizeReport(
            table: table,
            filesBefore: before.snapshot.files.count,
            filesAfter: table.snapshot.files.count,
            bytesBefore: before.sizeInBytes,
            bytesAfter: table.sizeInBytes,
            filesReclaimed: reclaimed.files,
            bytesReclaimed: reclaimed.bytes
        )
        guard let store, store.outsideTable == nil else { return report }
        do {
            report.media = try await store.media.collect()
        } catch let error as LighttableError {
            report.mediaProblem = error
        }
        return report
    }

    /// How many data files this version has, and would have once its small files were merged.
    public var optimizePlan: (filesBefore: Int, filesAfter: Int) {
        let merged = CompactionPlan(allOf: snapshot).groups.reduce(0) { $0 + $1.count - 1 }
        return (snapshot.fileCount, snapshot.fileCount - merged)
    }

    /// The newest version, at which every row has an id to keep.
    private func identified() async throws -> Table {
        try await retrying {
            try $0.snapshot.requireWritable()
            return try await $0.assigningRowIDs()
        }
    }
}
