import Columnar
import DeltaLog
import Synchronization

/// The keys that an update gives to rows, which must be unique afterwards.
final class KeyChange: Sendable {
    private struct Noted {
        var batches: [RecordBatch] = []
        var places: [FileKey: Set<Int>] = [:]
    }

    private let table: Table
    /// Whether any key may change.
    let isActive: Bool
    private let noted = Mutex(Noted())

    /// Prepares for an update that assigns to some columns.
    init(table: Table, columns: [String]) {
        self.table = table
        isActive = !Set(columns).isDisjoint(with: table.primaryKey)
    }

    /// Notes the rows of a batch whose keys are others after an edit.
    func noting(
        _ edited: RowRewrite.Edited,
        of batch: RecordBatch,
        _ file: AddFile,
        from start: Int
    ) throws -> RowRewrite.Edited {
        guard isActive, edited.changes > 0 else { return edited }
        let columns = KeyIndex.Columns(table.primaryKey)
        let (former, latter) = (try columns.keys(of: batch), try columns.keys(of: edited.batch))
        var marks = [UInt8](repeating: 0, count: batch.count)
        for (left, right) in zip(former.columns, latter.columns) { try left.markDifferences(from: right, in: &marks) }
        let positions = marks.indices.filter { marks[$0] != 0 }
        guard !positions.isEmpty else { return edited }
        let keys = try latter.taking(positions)
        noted.withLock { noted in
            noted.batches.append(keys)
            noted.places[file.key, default: []].formUnion(positions.map { $0 + start })
        }
        return edited
    }

    /// Checks the new keys against each other and against the rows that keep theirs.
    ///
    /// - Returns: What the check has read; `nil` when no key changes.
    /// - Throws: A ``LighttableError`` of code `duplicateKey`.
    func check() async throws -> ReadScope? {
        let noted = noted.withLock { $0 }
        guard !noted.batches.isEmpty else { return nil }
        let probes = try KeyProbes(try RecordBatch.joined(noted.batches), primaryKey: table.primaryKey)
        if let pair = probes.firstRepeated() { throw table.takenKey(probes.key(pair.second), row: nil) }
        let lookup = KeyLookup(table, probes)
        for hit in try await lookup.hits() where noted.places[hit.file.key]?.contains(hit.position) != true {
            throw table.takenKey(probes.key(hit.probe), row: nil)
        }
        return lookup.scope
    }
}
