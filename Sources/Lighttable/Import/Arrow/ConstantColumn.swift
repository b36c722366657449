import Columnar
import Synchronization

/// A column with the same cell in every row, made once and cut to the length of each batch.
final class ConstantColumn: Sendable {
    private let value: Value
    private let field: Field
    private let made = Mutex<RecordBatch?>(nil)

    init(_ value: Value, _ field: Field) {
        self.value = value
        self.field = field
    }

    /// So many rows of it.
    func vector(count: Int) throws -> ColumnVector {
        let batch = try made.withLock { made in
            if let batch = made, batch.count >= count { return batch }
            let batch = try RecordBatch([try .repeating(value, field, count: count)])
            made = batch
            return batch
        }
        return try batch.sliced(0..<count).column(at: 0)
    }
}
