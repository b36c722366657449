import DeltaLog

extension Table {
    /// Gives every row an id, which rows that other engines wrote do not have yet.
    ///
    /// - Returns: The table, at a new version when ids were missing.
    /// - Throws: A ``LighttableError`` when the table is read-only.
    public func assigningRowIDs() async throws -> Table {
        try await identifyingRows().table
    }

    /// Gives every row an id and says how many rows had one before.
    ///
    /// Engines that write rows again leave their ids out. Such a row gets its id back when its primary key is that of
    /// a row it replaces, without a primary key when all its cells are; else it gets a new one.
    ///
    /// - Returns: The table, at a new version when ids were missing, and how many rows were recognized.
    /// - Throws: A ``LighttableError`` when the table is read-only or a data file cannot be read.
    public func identifyingRows() async throws -> RowIDAssignment {
        guard try await latest().hasRowsWithoutID else { return RowIDAssignment(table: try await latest()) }
        return try await retrying { newest in
            guard newest.hasRowsWithoutID else { return RowIDAssignment(table: newest) }
            try newest.snapshot.requireWritable()
            let recovery = try await RowIDRecovery(of: newest).run()
            return try await RowIDPlan(table: newest, recovered: recovery).commit()
        }
    }

    private var hasRowsWithoutID: Bool {
        snapshot.files.contains { RowIdentity.source(of: $0) == .none }
    }
}
