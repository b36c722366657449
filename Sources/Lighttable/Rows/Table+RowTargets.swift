import Columnar
import DeltaLog

extension AddFile {
    /// Whether rows with some of the ids may be in the file.
    func mayContain(_ ids: Set<RowID>) -> Bool {
        switch RowIdentity.source(of: self) {
        case .base(let base):
            let count = Int(statistics?.numRecords ?? .max - Int64(base))
            return ids.contains { (base..<base + count).contains($0.rawValue) }
        case .column(let range): return ids.contains { range.contains($0.rawValue) }
        case .none: return false
        }
    }
}

extension Table {
    /// Where in a file the rows of some ids are, in the order of the file; each with the place of its id in the list.
    func rowTargets(in file: AddFile, _ ids: [RowID]) async throws -> [RowEdits.Target] {
        let places = Dictionary(ids.enumerated().map { (Int64($1.rawValue), $0) }) { first, _ in first }
        let scan = TableScan(table: self, columns: [], files: [file], hasRowIDs: true)
        var targets: [RowEdits.Target] = []
        var position = 0
        try await scan.forEachBatch(of: file) { batch in
            batch.column(at: 0)
                .withInt64s { values in
                    for (index, id) in values.enumerated() {
                        if let place = places[id] { targets.append((position + index, place)) }
                    }
                }
            position += batch.count
        }
        return targets
    }
}
