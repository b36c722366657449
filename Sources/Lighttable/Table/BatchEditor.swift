import Columnar

/// Puts new cells into batches of rows that end with their ids.
struct BatchEditor {
    private let columns: [Column]
    private let edits: [RowID: [String: Value]]
    /// The edited rows that were found.
    private(set) var found: Set<RowID> = []
    /// How many of them have other cells now.
    private(set) var changed = 0

    init(columns: [Column], edits: [RowID: [String: Value]]) {
        self.columns = columns
        self.edits = edits
    }

    /// The batch with all columns after the edits, new cells in place.
    mutating func edited(_ batch: RecordBatch) throws -> RecordBatch {
        let ids = batch.column(at: batch.schema.fields.count - 1)
        let rows = try editedRows(ids)
        var changedRows: Set<Int> = []
        var result: [ColumnVector] = []
        for column in columns {
            let former = batch.column(named: column.name)
            result.append(try replaced(former, column, rows, count: batch.count, &changedRows))
        }
        changed += changedRows.count
        return try RecordBatch(result + [ids])
    }

    private mutating func editedRows(_ ids: ColumnVector) throws -> [(index: Int, cells: [String: Value])] {
        var rows: [(index: Int, cells: [String: Value])] = []
        for index in 0..<ids.count {
            guard let id = ids.value(at: index).intValue.map(RowID.init(rawValue:)), let cells = edits[id] else {
                continue
            }
            found.insert(id)
            rows.append((index, cells))
        }
        return rows
    }

    private func replaced(
        _ former: ColumnVector?,
        _ column: Column,
        _ rows: [(index: Int, cells: [String: Value])],
        count: Int,
        _ changed: inout Set<Int>
    ) throws -> ColumnVector {
        let touched = rows.filter { $0.cells[column.name] != nil }
        if let former, touched.isEmpty { return former }
        let builder = try ColumnBuilder(try column.arrowField())
        var next = 0
        for (index, cells) in touched {
            let value = cells[column.name] ?? .null
            guard value != former?.value(at: index) ?? .null else { continue }
            try copy(former, next..<index, to: builder)
            try append(value, column, to: builder)
            next = index + 1
            changed.insert(index)
        }
        try copy(former, next..<count, to: builder)
        return try builder.finish()
    }

    private func copy(_ former: ColumnVector?, _ range: Range<Int>, to builder: ColumnBuilder) throws {
        if let former {
            if !range.isEmpty { try builder.append(former, range: range) }
        } else {
            for _ in range { try builder.append(.null) }
        }
    }

    private func append(_ value: Value, _ column: Column, to builder: ColumnBuilder) throws {
        guard value != .null || column.isNullable else {
            throw LighttableError(
                .missingValue,
                "column '\(column.name)' is required; it cannot become null",
                at: .init(column: column.name)
            )
        }
        do {
            try builder.append(value)
        } catch let error as ColumnarError {
            throw LighttableError(
                .invalidValue,
                "column '\(column.name)' is \(column.type): \(error.message)",
                at: .init(column: column.name),
                cause: error
            )
        }
    }
}
