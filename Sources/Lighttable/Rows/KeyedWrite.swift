import Columnar
import DeltaLog

/// Rows that are to replace those of the same primary key.
struct KeyedWrite: Sendable {
    let rows: [[String: Value]]
    let missing: MissingRows

    /// What has to be written on one version of the table.
    func plan(on newest: Table) async throws -> FileChange {
        guard !rows.isEmpty else { return FileChange() }
        try newest.requirePrimaryKey()
        let builder = RowBuilder(table: newest)
        let given = try builder.partial(rows)
        for name in newest.primaryKey {
            try builder.requireValues(of: try newest.column(named: name), in: given.batch, at: rows.indices)
        }
        let probes = try KeyProbes(given.batch, primaryKey: newest.primaryKey)
        if let pair = probes.firstRepeated() { throw newest.repeatedKey(probes.key(pair.second), pair) }
        return try await newest.exchanging(RowEdits(given), probes) { found in
            try addedRows(to: newest, given.batch, probes, found)
        }
    }

    /// The rows that the table does not have, as they are to be inserted.
    private func addedRows(
        to table: Table,
        _ cells: RecordBatch,
        _ probes: KeyProbes,
        _ found: Set<Int>
    ) throws -> RecordBatch? {
        let absent = rows.indices.filter { !found.contains($0) }
        guard let first = absent.first, missing != .ignore else { return nil }
        guard missing == .insert else { throw table.absentKey(probes.key(first), row: first) }
        let builder = RowBuilder(table: table)
        for column in table.columns { try builder.requireValues(of: column, in: cells, at: absent) }
        return try cells.taking(absent).completed(with: table.columns)
    }
}

extension Table {
    /// Gives the rows that have keys new cells, and writes rows that are added.
    ///
    /// - Parameters:
    ///   - edits: The new cells, in the order of the keys.
    ///   - probes: The keys.
    ///   - added: The rows to add, given those that were found.
    /// - Returns: What has to be committed.
    /// - Throws: What `added` throws, and what reading or writing does; nothing is left behind then.
    func exchanging(
        _ edits: RowEdits,
        _ probes: KeyProbes,
        adding added: (_ found: Set<Int>) throws -> RecordBatch?
    ) async throws -> FileChange {
        let lookup = KeyLookup(self, probes)
        let hits = try await lookup.hits()
        try await requireRowIDs(of: hits.map(\.file))
        let new = try added(Set(hits.map(\.probe)))
        async let inserted = writing(new)
        var change = FileChange(reads: [lookup.scope])
        do {
            change.merge(try await rewriting(hits.targets, with: edits))
            change.merge(try await inserted)
            return change
        } catch {
            change.added += (try? await inserted)?.added ?? []
            discard(change.added)
            throw error
        }
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
