import Columnar
import DeltaLog
import Synchronization

/// New cells for rows that are found by id.
struct IdentifiedWrite: Sendable {
    /// Cells by column, by row.
    let rows: [RowID: [String: Value]]

    /// What has to be written on one version of a table, and the ids that no row has.
    ///
    /// - Throws: A ``LighttableError`` for cells that do not fit and for keys that two rows would have; nothing is left
    ///   behind then.
    func plan(on table: Table) async throws -> (change: FileChange, missing: [RowID]) {
        let ids = rows.keys.sorted()
        let edits = RowEdits(try RowBuilder(table: table).partial(ids.compactMap { rows[$0] }))
        let edited = edits.columns(of: table)
        let keys = KeyChange(table: table, columns: edited.map(\.name))
        let files = table.snapshot.files(with: ids)
        let missing = Mutex(Set(ids))
        let change = try await table.gathering(files) { file in
            let targets = try await table.rowTargets(in: file, ids)
            guard !targets.isEmpty else { return FileChange() }
            missing.withLock { missing in
                for target in targets { missing.remove(ids[target.row]) }
            }
            var rewrite = RowRewrite(table: table, file: file, keepsRows: true, keepsKeys: !keys.isActive)
            rewrite.columns = edited
            rewrite.isOneOfSeveral = files.count > 1
            let outcome = try await rewrite.run { batch, start in
                try keys.noting(try edits.applied(targets, to: batch, from: start), of: batch, file, from: start)
            }
            return outcome?.change(of: file) ?? FileChange()
        }
        return (try await table.checking(keys, change), missing.withLock { $0 }.sorted())
    }
}

extension Snapshot {
    /// The files in which rows with some of the ids may be.
    fileprivate func files(with ids: [RowID]) -> [AddFile] {
        let wanted = Set(ids)
        return files.filter { $0.mayContain(wanted) }
    }
}

extension Table {
    /// The change, when the keys it makes are unique.
    func checking(_ keys: KeyChange, _ change: FileChange) async throws -> FileChange {
        var change = change
        do {
            if let scope = try await keys.check() { change.reads.append(scope) }
            return change
        } catch {
            discard(change.added)
            throw error
        }
    }
}
