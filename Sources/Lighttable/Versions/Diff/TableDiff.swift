/// What differs between two versions of a table, or between two tables.
///
/// ```swift
/// let diff = try await table.diff(from: try await table.at(version: 3))
/// print(diff.rowsAdded, diff.rowsRemoved, diff.rowsChanged)
/// for try await change in diff.changes { print(change) }
/// ```
public struct TableDiff: Sendable {
    /// How the columns differ.
    public let columns: ColumnChanges
    /// The rows that only the second version has.
    public let rowsAdded: Int
    /// The rows that only the first version has.
    public let rowsRemoved: Int
    /// The rows that have other cells, in columns that both versions have or that are new.
    public let rowsChanged: Int
    private let plan: DiffPlan

    init(_ plan: DiffPlan) async throws {
        var (added, removed, changed) = (0, 0, 0)
        var cursor = DiffCursor(plan)
        while let differences = try await cursor.next() {
            for difference in differences {
                switch difference {
                case .added: added += 1
                case .removed: removed += 1
                case .changed: changed += 1
                }
            }
        }
        self.plan = plan
        columns = plan.columns
        rowsAdded = added
        rowsRemoved = removed
        rowsChanged = changed
    }

    /// The first version.
    public var from: Table { plan.from }

    /// The second version.
    public var to: Table { plan.to }

    /// Whether both have the same rows and columns.
    public var isEmpty: Bool {
        rowsAdded == 0 && rowsRemoved == 0 && rowsChanged == 0 && columns.isEmpty
    }

    /// The rows that differ, read as they are asked for.
    public var changes: RowChangeSequence { RowChangeSequence(plan: plan) }
}

extension Table {
    /// What has changed since another version.
    ///
    /// Rows are the same when their ids are; rows without an id when their primary keys are, or else all their cells.
    /// Only files that differ are read. They are compared in groups that hold the same rows, and of one group at a time
    /// the older rows are in memory. Two tables are compared by primary key, the first one in memory.
    ///
    /// - Parameter other: The version, or another table.
    /// - Returns: How many rows differ, and which.
    /// - Throws: A ``LighttableError``: `unsupported` for two tables that do not have the same primary key, and what
    ///   reading throws.
    public func diff(from other: Table) async throws -> TableDiff {
        try await TableDiff(try DiffPlan(from: other, to: self))
    }
}
