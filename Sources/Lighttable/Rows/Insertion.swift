import Columnar
import DeltaLog

/// Inserts rows, with files that stay as they are when others commit first.
struct Insertion {
    private static let maximumAttempts = 50

    let note: ChangeNote
    private var written: (columns: [Column], change: FileChange)?

    init(note: ChangeNote) {
        self.note = note
    }

    /// Makes the rows part of the newest version; the base need not be that.
    func run(_ rows: [[String: Value]], into base: Table) async throws -> WriteResult {
        var insertion = self
        var table = base
        var attempts = 0
        while true {
            do {
                let result = try await Turn.take(on: table, after: attempts) {
                    if attempts > 0 { table = try await insertion.cleaning(table) { try await table.reloaded() } }
                    return try await LighttableError.wrapping(table: base.name) {
                        try await table.whileWriting { try await insertion.attempt(rows, table) }
                    }
                }
                await Upkeep(table: result.table).runIfDue()
                return result
            } catch let error as LighttableError where error.code == .conflict && attempts < Self.maximumAttempts {
                attempts += 1
            }
        }
    }

    private mutating func attempt(_ rows: [[String: Value]], _ table: Table) async throws -> WriteResult {
        if note.progress?.isReached(in: table) == true || rows.isEmpty {
            discard(table)
            return WriteResult(table: table)
        }
        let (batch, scope): (RecordBatch, ReadScope?) = try await cleaning(table) {
            try table.requireInsertable()
            let batch = try RowBuilder(table: table).complete(rows)
            return (batch, try await table.requireNewKeys(batch))
        }
        if written?.columns != table.columns {
            discard(table)
            written = (table.columns, try await table.writing(batch))
        }
        var change = written?.change ?? FileChange()
        change.reads = scope.map { [$0] } ?? []
        do {
            return try await table.commit(change, note)
        } catch let error as DeltaError where error.code == .conflict || error.code == .contention {
            throw error
        } catch let error where error is DeltaError || error is CancellationError {
            discard(table)
            throw error
        }
    }

    /// Removes what was written when a body throws, which comes before the commit.
    private mutating func cleaning<Outcome>(
        _ table: Table,
        _ body: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body()
        } catch {
            discard(table)
            throw error
        }
    }

    private mutating func discard(_ table: Table) {
        table.discard(written?.change.added ?? [])
        written = nil
    }
}

extension Table {
    /// Checks that the keys of new rows are unique, among themselves and in the table.
    ///
    /// - Returns: What the check has read; `nil` for a table without a primary key.
    /// - Throws: A ``LighttableError`` of code `duplicateKey`.
    func requireNewKeys(_ rows: RecordBatch) async throws -> ReadScope? {
        guard !primaryKey.isEmpty, rows.count > 0 else { return nil }
        let probes = try KeyProbes(rows, primaryKey: primaryKey)
        if let pair = probes.firstRepeated() { throw repeatedKey(probes.key(pair.second), pair) }
        let lookup = KeyLookup(self, probes)
        if let first = try await lookup.hits().map(\.probe).min() { throw takenKey(probes.key(first), row: first) }
        return lookup.scope
    }
}
