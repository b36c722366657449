import Columnar
import DeltaLog

/// Writes a data file again with edited rows, which keep their ids.
struct RowRewrite: Sendable {
    /// A batch after the edit, and how many of its rows are other than before.
    struct Edited {
        let batch: RecordBatch
        let changes: Int
    }

    /// Batches that are held back until it is clear that the file changes at all.
    private static let mostPending = 8

    let table: Table
    let file: AddFile
    /// Whether no row goes.
    let keepsRows: Bool

    /// The new files, and the number of changed rows; `nil` when nothing changes.
    ///
    /// The edit is given each batch with the position of its first row; row ids may be the last column.
    func run(_ edit: (RecordBatch, Int) throws -> Edited) async throws -> (files: [AddFile], changes: Int)? {
        let identity = RowIdentity.source(of: file)
        let writer = try DataFileWriter(
            folder: table.path,
            columns: table.columns,
            primaryKey: table.primaryKey,
            rowIDs: rowIDs(identity)
        )
        do {
            let changes = try await write(to: writer, edit)
            if changes > 0 { return (try await writer.finish(), changes) }
            await writer.discard()
            return nil
        } catch {
            await writer.discard()
            throw error
        }
    }

    private func rowIDs(_ identity: RowIdentity.Source) -> DataFileWriter.RowIDs {
        guard keepsRows, case .base(let base) = identity else { return .column }
        return .from(base)
    }

    private func write(to writer: DataFileWriter, _ edit: (RecordBatch, Int) throws -> Edited) async throws -> Int {
        var scan = TableScan(table: table, columns: table.columns, files: [file])
        if case .column = rowIDs(RowIdentity.source(of: file)) { scan.hasRowIDs = true }
        var (position, changes) = (0, 0)
        var pending: [RecordBatch] = []
        try await scan.forEachBatch(of: file) { batch in
            let edited = try edit(batch, position)
            position += batch.count
            changes += edited.changes
            if edited.batch.count > 0 { pending.append(edited.batch) }
            guard changes > 0 || pending.count > Self.mostPending else { return }
            for batch in pending { try await writer.write(batch) }
            pending = []
        }
        return changes
    }
}
