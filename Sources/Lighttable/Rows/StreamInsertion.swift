import Columnar
import DeltaLog

/// Inserts rows that arrive in batches, remembering only the hashes of their keys.
actor StreamInsertion {
    private let table: Table
    private let note: ChangeNote
    private let writer: DataFileWriter
    private let computed: ComputedColumns?
    private var keys: [UInt64] = []
    /// The rows so far.
    private(set) var rows = 0

    init(table: Table, note: ChangeNote) throws {
        self.table = table
        self.note = note
        computed = try ComputedColumns(of: table)
        writer = try DataFileWriter(folder: table.path, columns: table.columns, primaryKey: table.primaryKey)
    }

    func write(_ batch: RecordBatch) async throws {
        keys += try KeyIndex.Columns(table.primaryKey).hashes(of: batch)
        let first = rows
        rows += batch.count
        try await writer.write(try await computed?.completed(batch, firstRow: first) ?? batch)
    }

    /// Removes what was written.
    func discard() async {
        await writer.discard()
    }

    /// Commits what was written; when others change the table's columns meanwhile, nothing is inserted.
    func finish() async throws -> WriteResult {
        let files: [AddFile]
        do {
            files = try await writer.finish()
            try await computed?.context.settle()
            try await checkRepeated(files)
        } catch {
            await writer.discard()
            throw error
        }
        let (first, note, rows) = (table, note, rows)
        guard rows > 0 else { return WriteResult(table: first) }
        var isUncertain = false
        do {
            return try await first.retrying { newest in
                if note.progress?.isReached(in: newest) == true {
                    newest.discard(files)
                    return WriteResult(table: newest)
                }
                try newest.requireColumns(of: first)
                var change = FileChange(added: files, inserted: rows)
                change.reads = try await newest.requireNewKeys(in: files)
                do {
                    return try await newest.commit(change, note)
                } catch let error where !(error is DeltaError || error is CancellationError) {
                    isUncertain = true
                    throw error
                }
            }
        } catch {
            if !isUncertain { first.discard(files) }
            throw error
        }
    }

    /// Checks that no two of the new rows have one key.
    private func checkRepeated(_ files: [AddFile]) async throws {
        let sorted = keys.sorted()
        let repeated = Set(zip(sorted, sorted.dropFirst()).filter { $0 == $1 }.map(\.0))
        guard !repeated.isEmpty else { return }
        try await table.requireUnique(repeated, in: files)
    }
}

extension Table {
    /// Goes through the key columns of a file.
    func keyScan(of file: AddFile) throws -> TableScan {
        TableScan(table: self, columns: try primaryKey.map { try column(named: $0) }, files: [file])
    }

    /// Checks that no two rows of new files have the same key; only keys with certain hashes can be the same.
    fileprivate func requireUnique(_ hashes: Set<UInt64>, in files: [AddFile]) async throws {
        var search = DuplicateSearch(columns: Array(primaryKey.indices), hashes: hashes)
        for file in files {
            try await keyScan(of: file)
                .forEachBatch(of: file) { batch in
                    guard let found = try search.add(batch) else { return }
                    throw repeatedKey(found.values, (found.firstRow, found.row))
                }
        }
    }

    /// Checks that this version has the columns of an older one.
    fileprivate func requireColumns(of older: Table) throws {
        try requireColumns(older.columns)
        guard primaryKey == older.primaryKey else { throw changedColumns }
    }

    /// Checks that this version has the columns for which rows were made.
    func requireColumns(_ columns: [Column]) throws {
        guard self.columns == columns else { throw changedColumns }
    }

    private var changedColumns: LighttableError {
        LighttableError(
            .unsupported,
            "somebody changed the columns of '\(name)' while rows were being inserted; nothing was, so try again",
            at: .init(table: name)
        )
    }

    /// Checks that the table has none of the keys in new files, which are read batch by batch.
    fileprivate func requireNewKeys(in files: [AddFile]) async throws -> [ReadScope] {
        guard !primaryKey.isEmpty else { return [] }
        var row = 0
        for file in files {
            try await keyScan(of: file)
                .forEachBatch(of: file) { batch in
                    let probes = try KeyProbes(batch, primaryKey: primaryKey)
                    if let first = try await KeyLookup(self, probes).hits().map(\.probe).min() {
                        throw takenKey(probes.key(first), row: row + first)
                    }
                    row += batch.count
                }
        }
        let (memory, table) = (TableMemory.of(self), self)
        let bounds = files.map { memory.bounds(of: $0, in: self) }
        return [
            .matching { file in bounds.contains { $0.mayShare(table.primaryKey, memory.bounds(of: file, in: table)) } }
        ]
    }
}
