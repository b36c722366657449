import Columnar
import DeltaLog

/// Writes a data file again with edited rows, which keep their ids.
struct RowRewrite: Sendable {
    /// A batch after the edit, how many of its rows are other than before, and in which columns.
    struct Edited {
        let batch: RecordBatch
        let changes: Int
        var columns: Set<String> = []
    }

    /// What a file became; no changes and no files when it stays as it is.
    struct Outcome {
        let files: [AddFile]
        let changes: Int
        private(set) var pending: PendingSync

        static let unchanged = Outcome(files: [], changes: 0, pending: PendingSync())
    }

    /// Batches that are held back until it is clear that the file changes at all.
    private static let mostPending = 8

    let table: Table
    let file: AddFile
    /// Whether no row goes.
    let keepsRows: Bool
    /// Whether no row's primary key changes.
    var keepsKeys = false
    /// The columns that the edit looks at or changes; all where it is not said.
    var columns: [Column]?
    /// Whether other files are written again at the same time.
    var isOneOfSeveral = false

    /// What the file becomes; `nil` when nothing changes.
    ///
    /// The edit is given each batch with the position of its first row, and may be given all of them again; row ids may be
    /// the last column.
    func run(_ edit: (RecordBatch, Int) async throws -> Edited) async throws -> Outcome? {
        guard let computed = try ComputedColumns(of: table) else { return try await runAlone(edit) }
        var rewrite = self
        rewrite.columns = columns.map { columns in
            let names = Set(columns.map(\.name))
            let all = names.union(computed.needed(for: names))
            return table.columns.filter { all.contains($0.name) }
        }
        let outcome = try await rewrite.runAlone { batch, start in
            try await computed.following(try await edit(batch, start), of: batch)
        }
        guard var outcome else { return nil }
        try await outcome.settle(computed.context)
        return outcome
    }

    /// What the file becomes by the edit, and nothing that follows from it.
    private func runAlone(_ edit: (RecordBatch, Int) async throws -> Edited) async throws -> Outcome? {
        let outcome =
            if let exchanged = try await exchanged(edit) { exchanged } else { try await rewritten(edit) }
        guard outcome.changes > 0 else { return nil }
        if sharesKeyIndex, outcome.files.count == 1 {
            TableMemory.of(table).share(of: file.path, with: outcome.files[0].path, in: table)
        }
        return outcome
    }

    /// The outcome when only columns have to be exchanged.
    private func exchanged(_ edit: (RecordBatch, Int) async throws -> Edited) async throws -> Outcome? {
        guard sharesKeyIndex else { return nil }
        let exchange = ColumnExchange(
            table: table,
            file: file,
            columns: columns ?? table.columns,
            isOneOfSeveral: isOneOfSeveral
        )
        return exchange.isPromising ? try await exchange.run(edit) : nil
    }

    private func rewritten(_ edit: (RecordBatch, Int) async throws -> Edited) async throws -> Outcome {
        let identity = RowIdentity.source(of: file)
        let writer = try DataFileWriter(
            folder: table.path,
            columns: table.columns,
            primaryKey: table.primaryKey,
            rowIDs: rowIDs(identity),
            indexesKeys: !sharesKeyIndex,
            syncsLater: true
        )
        do {
            let changes = try await write(to: writer, edit)
            guard changes > 0 else {
                await writer.discard()
                return .unchanged
            }
            return Outcome(files: try await writer.finish(), changes: changes, pending: await writer.pending)
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// Whether the new file's index of keys is that of the old one.
    private var sharesKeyIndex: Bool { keepsRows && keepsKeys && file.deletionVector == nil }

    private func rowIDs(_ identity: RowIdentity.Source) -> DataFileWriter.RowIDs {
        guard keepsRows, case .base(let base) = identity else { return .column }
        return .from(base)
    }

    private func write(to writer: DataFileWriter, _ edit: (RecordBatch, Int) async throws -> Edited) async throws -> Int
    {
        var scan = TableScan(table: table, columns: table.columns, files: [file])
        if case .column = rowIDs(RowIdentity.source(of: file)) { scan.hasRowIDs = true }
        var (position, changes) = (0, 0)
        var pending: [RecordBatch] = []
        try await scan.forEachBatch(of: file) { batch in
            let edited = try await edit(batch, position)
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

extension RowRewrite.Outcome {
    /// Brings files that functions made to the disk, which are kept until the commit.
    mutating func settle(_ context: FunctionContext) async throws {
        try await context.settle()
        pending.keep(context.media)
    }

    /// The update of a file that this is.
    func change(of file: AddFile) -> FileChange {
        FileChange(removed: [file], added: files, updated: changes, pending: pending)
    }
}
