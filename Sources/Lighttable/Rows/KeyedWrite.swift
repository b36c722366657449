import Columnar
import DeltaLog

/// Rows that are to replace those of the same primary key.
struct KeyedWrite: Sendable {
    let rows: [[String: Value]]
    let missing: MissingRows

    /// What has to be written on one version of the table.
    func plan(on newest: Table) async throws -> FileChange {
        guard !rows.isEmpty else { return FileChange() }
        let builder = RowBuilder(table: newest)
        try newest.requirePrimaryKey()
        for name in newest.primaryKey { try builder.requireValues(of: try newest.column(named: name), in: rows) }
        let cells = try builder.partial(rows)
        let probes = try KeyProbes(cells, primaryKey: newest.primaryKey)
        if let pair = probes.firstRepeated() { throw newest.repeatedKey(probes.key(pair.second), pair) }
        let hits = try await KeyLookup(newest, probes).hits()
        try await newest.requireRowIDs(of: hits.map(\.file))
        return try await plan(on: newest, cells, probes, hits)
    }

    private func plan(
        on table: Table,
        _ cells: RecordBatch,
        _ probes: KeyProbes,
        _ hits: [KeyProbes.Hit]
    ) async throws -> FileChange {
        let added = try await addedRows(on: table, probes, found: Set(hits.map(\.probe)))
        let edits = RowEdits(rows, cells: cells, columns: table.columns)
        var change = FileChange(reads: [KeyLookup(table, probes).scope])
        do {
            change.merge(try await table.rewriting(hits.targets, with: edits))
            change.merge(try await table.writing(added))
        } catch {
            table.discard(change.added)
            throw error
        }
        return change
    }

    /// The rows that the table does not have, as they are to be inserted.
    private func addedRows(on table: Table, _ probes: KeyProbes, found: Set<Int>) async throws -> RecordBatch? {
        let absent = rows.indices.filter { !found.contains($0) }
        guard let first = absent.first, missing != .ignore else { return nil }
        guard missing == .insert else { throw table.absentKey(probes.key(first), row: first) }
        let builder = RowBuilder(table: table)
        for column in table.columns { try builder.requireValues(of: column, in: rows, at: absent) }
        return try builder.complete(absent.map { rows[$0] })
    }
}

extension Array where Element == KeyProbes.Hit {
    /// The hits by file, each file's in the order of its rows.
    var targets: [FileTargets] {
        Dictionary(grouping: self) { $0.file.key }.values
            .map { hits in
                let targets = hits.map { (position: $0.position, row: $0.probe) }.sorted { $0.position < $1.position }
                return FileTargets(file: hits[0].file, targets: targets)
            }
    }
}

/// The rows of a file that get new cells.
struct FileTargets: Sendable {
    let file: AddFile
    let targets: [RowEdits.Target]
}
