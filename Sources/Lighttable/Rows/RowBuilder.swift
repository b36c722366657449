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
        let given = try given(rows)
        let batch = try RecordBatch(given.map { try vector(of: $0) })
        for cells in given where isRequired(cells.column) {
            if let row = cells.values.firstIndex(of: .null) { throw missing(cells.column, row: row) }
        }
        return batch
    }

    /// The rows with the columns that any of them names, in the table's order.
    ///
    /// - Throws: A ``LighttableError`` that names row, column and value.
    func partial(_ rows: [[String: Value]]) throws -> GivenCells {
        let given = try given(rows).filter { !$0.rows.isEmpty }
        for cells in given where !table.primaryKey.contains(cells.column.name) {
            try table.refuseOfBase(cells.column.name)
        }
        for cells in given where isRequired(cells.column) {
            if let row = cells.rows.first(where: { cells.values[$0] == .null }) {
                throw missing(cells.column, row: row)
            }
        }
        let some = given.filter { $0.rows.count < rows.count }.map { ($0.column.name, Set($0.rows)) }
        return GivenCells(
            batch: try RecordBatch(given.map { try vector(of: $0) }),
            naming: Dictionary(some) { first, _ in first }
        )
    }

    /// Checks that rows to insert have what the table requires.
    ///
    /// - Throws: A ``LighttableError`` of code `missingValue` for the first that has not.
    func requireValues(of column: Column, in cells: RecordBatch, at rows: some Sequence<Int>) throws {
        guard isRequired(column) else { return }
        let vector = cells.column(named: column.name)
        if let row = rows.first(where: { vector?.isNull(at: $0) ?? true }) { throw missing(column, row: row) }
    }

    private func isRequired(_ column: Column) -> Bool {
        !column.isNullable || table.primaryKey.contains(column.name)
    }

    /// What rows have in one column.
    private struct Given {
        let column: Column
        var values: [Value]
        /// The rows that name the column.
        var rows: [Int] = []
    }

    private func given(_ rows: [[String: Value]]) throws -> [Given] {
        var given = table.columns.map { Given(column: $0, values: Array(repeating: .null, count: rows.count)) }
        let places = Dictionary(table.columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        for (row, cells) in rows.enumerated() {
            for (name, value) in cells {
                guard let place = places[name] else { throw table.unknownColumn(name).about(row: firstRow + row + 1) }
                try table.refuseComputed(table.columns[place])
                given[place].values[row] = value
                given[place].rows.append(row)
            }
        }
        return given
    }

    private func vector(of cells: Given) throws -> ColumnVector {
        let builder = try ColumnBuilder(try cells.column.arrowField())
        let check = CellCheck(column: cells.column)
        for (row, value) in cells.values.enumerated() {
            do {
                try builder.append(try check.stored(value))
            } catch let error as CellError {
                throw invalid(cells.column, value, row: row, error.message, error.code)
            } catch let error as ColumnarError {
                throw invalid(cells.column, value, row: row, error.message, .invalidValue)
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

/// Cells of rows that name only some columns.
struct GivenCells: Sendable {
    /// The rows, with the columns that any of them names.
    let batch: RecordBatch
    /// For columns that not all of them name, the rows that do.
    let naming: [String: Set<Int>]
}
