import Columnar

/// Finds the first key that rows have in common, among those whose hashes are known to meet.
struct DuplicateSearch {
    /// A key that two rows have.
    struct Found {
        let key: [String]
        let firstRow: Int
        let row: Int
    }

    private let columns: [Int]
    private let hashes: Set<UInt64>
    private var firstRows: [[Value]: Int] = [:]
    private var rows = 0

    init(columns: [Int], hashes: Set<UInt64>) {
        self.columns = columns
        self.hashes = hashes
    }

    /// Looks through the next rows.
    mutating func add(_ batch: RecordBatch) throws -> Found? {
        defer { rows += batch.count }
        let keys = columns.map { batch.column(at: $0) }
        for row in 0..<batch.count {
            var hash = KeyHash()
            for key in keys { hash.combine(key, at: row) }
            guard hashes.contains(hash.value) else { continue }
            let key = keys.map { $0.value(at: row) }
            if let first = firstRows[key] {
                return Found(key: key.map(\.plainText), firstRow: first, row: rows + row)
            }
            firstRows[key] = rows + row
        }
        return nil
    }
}
