import Columnar

/// Finds the first key that rows have in common, among those whose hashes are known to meet.
struct DuplicateSearch {
    /// A key that two rows have.
    struct Found {
        let values: [Value]
        let firstRow: Int
        let row: Int

        /// The key as it may stand in a message.
        var key: [String] { values.map(\.plainText) }
    }

    private let columns: [Int]
    private let hashes: Set<UInt64>
    private var firstRows: [[Value]: Int] = [:]
    private var rows = 0

    init(columns: [Int], hashes: Set<UInt64>) {
        self.columns = columns
        self.hashes = hashes
    }

    /// Looks through the next rows for the first whose key an earlier one has.
    mutating func add(_ batch: RecordBatch) throws -> Found? {
        try addAll(batch).first
    }

    /// Looks through the next rows for those whose keys earlier ones have.
    ///
    /// - Parameters:
    ///   - batch: The rows.
    ///   - numbers: The rows' numbers, where they are not counted from the first batch on.
    /// - Returns: What was found, in the order of the rows.
    /// - Throws: A `ColumnarError` when memory runs out.
    mutating func addAll(_ batch: RecordBatch, _ numbers: RowNumbers? = nil) throws -> [Found] {
        defer { rows += batch.count }
        let keys = columns.map { batch.column(at: $0) }
        var found: [Found] = []
        for (row, hash) in try RecordBatch(keys).rowHashes().enumerated() where hashes.contains(hash) {
            let key = keys.map { $0.value(at: row) }
            let number = numbers?[row] ?? rows + row
            if let first = firstRows[key] {
                found.append(Found(values: key, firstRow: first, row: number))
            } else {
                firstRows[key] = number
            }
        }
        return found
    }
}
