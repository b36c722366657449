import Columnar

/// Finds rows whose keys earlier rows have, among the keys whose hashes are known to meet.
actor DuplicateSink: RowSink {
    nonisolated var columns: [Column]? { nil }
    private let hashes: Set<UInt64>
    private var search: DuplicateSearch?
    private var found: [DuplicateSearch.Found] = []

    init(hashes: Set<UInt64>) {
        self.hashes = hashes
    }

    func begin(_ columns: [Column], primaryKey: [String]) {
        let positions = columns.indices.filter { primaryKey.contains(columns[$0].name) }
        search = DuplicateSearch(columns: positions, hashes: hashes)
        found = []
    }

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) throws {
        found += try search?.addAll(batch, numbers) ?? []
    }

    /// What is wrong with the later one of two rows with the same key.
    func failures(_ keys: [SourceColumn]) -> [RowFailure] {
        found.map { found in
            let key = zip(keys, found.key).map { "\($0.sourceName) \($1)" }.joined(separator: ", ")
            return RowFailure(
                row: found.row,
                column: keys.first?.sourceName,
                code: .duplicateKey,
                message: "the primary key \(key) is in row \(found.firstRow + 1) and again in row \(found.row + 1); "
                    + "remove one, or choose another key"
            )
        }
    }
}
