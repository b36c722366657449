import Columnar

/// A row of a batch that ends with the row ids.
struct BatchRow: Sendable {
    let batch: RecordBatch
    let index: Int

    /// The row's id.
    var id: RowID? {
        batch.column(at: batch.schema.fields.count - 1).value(at: index).intValue.map(RowID.init(rawValue:))
    }

    /// The row as the outside sees it.
    func row(_ columns: [Column]) -> Row {
        Row(id: id, columns: columns, values: columns.indices.map { batch.column(at: $0).value(at: index) })
    }
}

/// A row that differs, where it stands.
enum RowDifference: Sendable {
    case added(BatchRow)
    case removed(BatchRow)
    case changed(from: BatchRow, to: BatchRow)
}
