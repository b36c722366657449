import Columnar
import DeltaLog

/// Brings a view to what its base is now.
///
/// Files that were appended to the base are read batch by batch. Of those that were written again, and of the rows that
/// went, the ids and cells are in memory.
struct ViewRefresh {
    /// The application under which the log keeps the version of the base.
    static let application = "lighttable.view"
    /// Rows that other engines append to a view get ids from here on, which no row of a base has.
    static let firstOwnRow = 1 << 59
    /// Versions that change nothing in the view are noted when they are so many.
    private static let unnoted = 5

    private let view: Table
    private let definition: ViewDefinition
    private let base: Table

    /// How far a view is that shows a version of its base.
    static func progress(_ base: Table) -> ApplicationProgress {
        ApplicationProgress(applicationID: application, number: base.version)
    }

    init(of view: Table, _ definition: ViewDefinition, from base: Table) {
        self.view = view
        self.definition = definition
        self.base = base
    }

    /// - Returns: The view at its newest version.
    func run() async throws -> Table {
        let base = try await base.assigningRowIDs()
        let query = try definition.query(of: base)
        return try await view.retrying { newest in
            let progress = Self.progress(base)
            guard !progress.isReached(in: newest) else { return newest }
            let change = try await change(of: newest, query)
            let behind = base.version - (newest.baseVersion ?? 0)
            guard !change.isEmpty || behind >= Self.unnoted else { return newest }
            let note = ChangeNote(
                operation: "REFRESH",
                message: "version \(base.version) of \(base.name)",
                progress: progress
            )
            do {
                return try await newest.commit(change, note).table
            } catch let error where error is DeltaError || error is CancellationError {
                newest.discard(change.added)
                throw error
            }
        }
    }

    private func change(of newest: Table, _ query: Query) async throws -> FileChange {
        let difference = try await BaseDifference(from: newest.baseVersion, query)
        let fresh = try await insertion(of: difference, into: newest)
        do {
            var change = try await exchange(difference, in: newest)
            change.merge(fresh)
            change.reads.append(.wholeTable)
            return change
        } catch {
            newest.discard(fresh.added)
            throw error
        }
    }

    /// The rows of appended files, and of others those that the view does not have.
    private func insertion(of difference: BaseDifference, into newest: Table) async throws -> FileChange {
        let writer = try DataFileWriter(
            folder: newest.path,
            columns: newest.columns,
            primaryKey: newest.primaryKey,
            rowIDs: .column
        )
        let computed = try ComputedColumns(of: newest)
        do {
            var rows = 0
            for file in difference.appended {
                try await difference.scan.forEachBatch(of: file) { batch in
                    try await writer.write(try await completed(batch, newest, computed, after: rows))
                    rows += batch.count
                }
            }
            if let batch = try await difference.rowsMissing(in: newest) {
                try await writer.write(try await completed(batch, newest, computed, after: rows))
                rows += batch.count
            }
            var change = FileChange(added: try await writer.finish(), inserted: rows)
            if let computed {
                try await computed.context.settle()
                change.pending.keep(computed.context.media)
            }
            return change
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// Rows of the base with all columns of the view, and their ids last.
    private func completed(
        _ batch: RecordBatch,
        _ view: Table,
        _ computed: ComputedColumns?,
        after rows: Int
    ) async throws -> RecordBatch {
        let cells = try batch.completed(with: view.columns)
        let filled = try await computed?.completed(cells, firstRow: rows) ?? cells
        return try RecordBatch(filled.columns + [batch.column(at: batch.columns.count - 1)])
    }

    /// The files of the view in which rows change or go.
    private func exchange(_ difference: BaseDifference, in newest: Table) async throws -> FileChange {
        let ids = try await difference.touched(in: newest)
        guard !ids.isEmpty else { return FileChange() }
        let wanted = Set(ids)
        let edits = difference.rows.map { RowEdits(cells: $0) }
        return try await newest.gathering(newest.snapshot.files.filter { $0.mayContain(wanted) }) { file in
            let targets = try await newest.rowTargets(in: file, ids)
            guard !targets.isEmpty else { return FileChange() }
            let kept = targets.compactMap { target in
                difference.place(of: ids[target.row]).map { (position: target.position, row: $0) }
            }
            let gone = Set(targets.filter { difference.place(of: ids[$0.row]) == nil }.map(\.position))
            return try await Self.rewriting(file, of: newest, edits, kept, without: gone)
        }
    }

    private static func rewriting(
        _ file: AddFile,
        of view: Table,
        _ edits: RowEdits?,
        _ kept: [RowEdits.Target],
        without gone: Set<Int>
    ) async throws -> FileChange {
        let count = try await view.rowCount(of: file)
        if gone.count == count { return FileChange(removed: [file], deleted: count) }
        let computed = try ComputedColumns(of: view)
        let rewrite = RowRewrite(table: view, file: file, keepsRows: gone.isEmpty)
        var updated: [Int: Int] = [:]
        let outcome = try await rewrite.run { batch, start in
            let edited = try edits?.applied(kept, to: batch, from: start) ?? .init(batch: batch, changes: 0)
            updated[start] = edited.changes
            let positions = (0..<batch.count).filter { !gone.contains($0 + start) }
            guard positions.count < batch.count else { return edited }
            // What follows is computed here, while the rows can be compared with those before.
            let followed = try await computed?.following(edited, of: batch) ?? edited
            return .init(
                batch: try followed.batch.taking(positions),
                changes: followed.changes + batch.count - positions.count
            )
        }
        guard var outcome else { return FileChange() }
        if let computed { try await outcome.settle(computed.context) }
        return FileChange(
            removed: [file],
            added: outcome.files,
            updated: updated.values.reduce(0, +),
            deleted: gone.count,
            pending: outcome.pending
        )
    }
}
