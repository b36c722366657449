import Columnar

/// Makes columns of rows that are given as dictionaries.
struct RowBuilder {
    let table: Table
    /// How many rows of the same call came before.
    var firstRow = 0

    /// The rows with all columns of the table, null where a row names none.
    ///
    /// - Throws: A ``LighttableError`` that names row, column and value.
    func complete(_ rows: [[String: Value]]) throws -> RecordBatch {
        try checkNames(rows)
        let batch = try batch(rows, table.columns)
        for column in table.columns { try requireValues(of: column, in: rows) }
        return batch
    }

    /// The rows with the columns that any of them names, in the table's order.
    ///
    /// - Throws: A ``LighttableError`` that names row, column and value.
    func partial(_ rows: [[String: Value]]) throws -> RecordBatch {
        try checkNames(rows)
        let named = Set(rows.flatMap(\.keys))
        let columns = table.columns.filter { named.contains($0.name) }
        for (index, row) in rows.enumerated() {
            for column in columns where row[column.name] == .null && isRequired(column) {
                throw missing(column, row: index)
            }
        }
        return try batch(rows, columns)
    }

    /// Checks that rows to insert have what the table requires.
    ///
    /// - Throws: A ``LighttableError`` of code `missingValue` for the first that has not.
    func requireValues(of column: Column, in rows: [[String: Value]], at indices: [Int]? = nil) throws {
        guard isRequired(column) else { return }
        for index in indices ?? Array(rows.indices) where rows[index][column.name] ?? .null == .null {
            throw missing(column, row: index)
        }
    }

    private func isRequired(_ column: Column) -> Bool {
        !column.isNullable || table.primaryKey.contains(column.name)
    }

    private func checkNames(_ rows: [[String: Value]]) throws {
        let known = Set(table.columns.map(\.name))
        for (index, row) in rows.enumerated() {
            for name in row.keys where !known.contains(name) {
                do {
                    _ = try table.column(named: name)
                } catch let error as LighttableError {
                    throw error.about(row: firstRow + index + 1)
                }
            }
        }
    }

    private func batch(_ rows: [[String: Value]], _ columns: [Column]) throws -> RecordBatch {
        try RecordBatch(try columns.map { try vector(of: $0, rows) })
    }

    private func vector(of column: Column, _ rows: [[String: Value]]) throws -> ColumnVector {
        let builder = try ColumnBuilder(try column.arrowField())
        let check = CellCheck(column: column)
        for (index, row) in rows.enumerated() {
            let value = row[column.name] ?? .null
            do {
                try builder.append(try check.stored(value))
            } catch let error as CellError {
                throw invalid(column, value, row: index, error.message, error.code)
            } catch let error as ColumnarError {
                throw invalid(column, value, row: index, error.message, .invalidValue)
            }
        }
        return try builder.finish()
    }

    private func invalid(
        _ column: Column,
        _ value: Value,
        row: Int,
        _ reason: String,
        _ code: LighttableError.Code
    ) -> LighttableError {
        LighttableError(
            code,
            "row \(firstRow + row + 1): column '\(column.name)' is \(column.type), and \(value.plainText) does not fit: \(reason)",
            at: .init(table: table.name, column: column.name, row: firstRow + row + 1)
        )
    }

    private func missing(_ column: Column, row: Int) -> LighttableError {
        let why = table.primaryKey.contains(column.name) ? "part of the primary key" : "required"
        return LighttableError(
            .missingValue,
            "row \(firstRow + row + 1): column '\(column.name)' is \(why) and needs a value",
            at: .init(table: table.name, column: column.name, row: firstRow + row + 1)
        )
    }
}

extension LighttableError {
    /// The same error about a row.
    func about(row: Int) -> LighttableError {
        var location = location
        location.row = row
        return LighttableError(code, "row \(row): \(message)", at: location, cause: cause)
    }
}
