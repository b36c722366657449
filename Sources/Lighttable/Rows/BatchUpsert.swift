import Columnar
import DeltaLog

/// Rows that are to be inserted or to replace the cells of those with the same primary key.
struct BatchUpsert: Sendable {
    /// The rows, with the key and the columns that get new cells.
    let cells: RecordBatch
    /// The table's columns when the rows were given their form.
    let columns: [Column]

    /// What has to be written on one version of the table.
    func plan(on newest: Table) async throws -> FileChange {
        try newest.requireColumns(columns)
        let probes = try KeyProbes(cells, primaryKey: newest.primaryKey)
        return try await newest.exchanging(RowEdits(cells: cells), probes) { try addedRows(to: newest, found: $0) }
    }

    /// The rows that the table does not have, with all its columns.
    private func addedRows(to table: Table, found: Set<Int>) throws -> RecordBatch? {
        let absent = (0..<cells.count).filter { !found.contains($0) }
        guard !absent.isEmpty else { return nil }
        try table.requireSource(of: columns.filter { cells.schema.index(of: $0.name) != nil })
        return try cells.taking(absent).completed(with: table.columns)
    }
}

extension RecordBatch {
    /// The batch with certain columns in their order, null where it has none.
    func completed(with columns: [Column]) throws -> RecordBatch {
        try RecordBatch(
            columns.map { try column(named: $0.name) ?? .nulls(try $0.arrowField(), count: count) }
        )
    }
}
