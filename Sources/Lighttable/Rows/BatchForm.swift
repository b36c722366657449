import Columnar
import Foundation

/// Gives batches from elsewhere the columns and types of a table.
struct BatchForm {
    let table: Table

    /// The batch with all columns of the table; `firstRow` rows of the same call came before.
    func finished(_ batch: RecordBatch, firstRow: Int) throws -> RecordBatch {
        for field in batch.schema.fields { try table.refuseComputed(try table.column(named: field.name)) }
        return try RecordBatch(try table.columns.map { try vector(of: $0, batch, firstRow) })
    }

    private func vector(of column: Column, _ batch: RecordBatch, _ firstRow: Int) throws -> ColumnVector {
        let field = try column.arrowField()
        guard let source = batch.column(named: column.name) else {
            return try required(try .nulls(field, count: batch.count), column, firstRow)
        }
        do {
            return try required(try converted(source, to: field, column, batch), column, firstRow)
        } catch let error as CellFailure {
            throw misfit(column, error.error.message, row: firstRow + error.row)
        } catch let error as ColumnarError {
            throw misfit(column, error.message, row: nil)
        }
    }

    private func converted(
        _ source: ColumnVector,
        to field: Field,
        _ column: Column,
        _ batch: RecordBatch
    ) throws -> ColumnVector {
        let isText = source.field.type == .string
        let hasOwnForm = [.time, .duration, .uuid].contains(column.type)
        if hasOwnForm || isText && (column.type == .json || column.type.isMedia) {
            return try CellForms(sourceFolder: FileManager.default.currentDirectoryPath).finished(source, as: column)
                .whole()
        }
        if case .array = column.type { return try checkedArrays(source, field, column) }
        if source.field.type == field.type { return source }
        return try batch.evaluated([.column(column.name)], as: field)
    }

    private func checkedArrays(_ source: ColumnVector, _ field: Field, _ column: Column) throws -> ColumnVector {
        let builder = try ColumnBuilder(field)
        let check = CellCheck(column: column)
        for row in 0..<source.count {
            do {
                try builder.append(try check.stored(source.value(at: row)))
            } catch let error as CellError {
                throw CellFailure(row: row, error: error)
            }
        }
        return try builder.finish()
    }

    private func required(_ vector: ColumnVector, _ column: Column, _ firstRow: Int) throws -> ColumnVector {
        let isKey = table.primaryKey.contains(column.name)
        guard !column.isNullable || isKey, let row = (0..<vector.count).first(where: vector.isNull) else {
            return vector
        }
        let why = isKey ? "part of the primary key" : "required"
        throw LighttableError(
            .missingValue,
            "row \(firstRow + row + 1): column '\(column.name)' is \(why) and needs a value",
            at: .init(table: table.name, column: column.name, row: firstRow + row + 1)
        )
    }

    private func misfit(_ column: Column, _ reason: String, row: Int?) -> LighttableError {
        let place = row.map { "row \($0 + 1): " } ?? ""
        return LighttableError(
            .invalidValue,
            "\(place)column '\(column.name)' is \(column.type), and a value does not fit: \(reason)",
            at: .init(table: table.name, column: column.name, row: row.map { $0 + 1 })
        )
    }
}
