import Columnar
import Foundation

/// A column, and what its new cells are computed by.
struct CellAssignment: Sendable {
    let table: String
    let column: Column
    let evaluation: Evaluation

    /// Checks an expression against the columns of a table.
    ///
    /// - Throws: A ``LighttableError`` when it does not fit them, or its values do not fit the column.
    init(_ expression: Expression, to column: Column, of table: Table, _ compiler: ExpressionCompiler) throws {
        self.table = table.name
        self.column = column
        evaluation = try compiler.assignment(expression, to: column)
    }

    /// The new cells of the rows of a batch that has what functions give.
    ///
    /// - Throws: A ``LighttableError`` for a value that does not fit the column, a `ColumnarError` when Arrow fails.
    func cells(of batch: RecordBatch) throws -> ColumnVector {
        let field = try column.arrowField()
        if evaluation.steps == [.null] { return try .nulls(field, count: batch.count) }
        let vector: ColumnVector
        do {
            vector = try batch.evaluated(evaluation.steps, as: field)
        } catch let error as ColumnarError where error.code == .invalid {
            throw misfit(error.message, .invalidValue)
        }
        guard column.type == .json || column.type.isMedia, !evaluation.areMedia, field.type == .string else {
            return vector
        }
        do {
            return try CellForms(sourceFolder: FileManager.default.currentDirectoryPath).finished(vector, as: column)
                .whole()
        } catch let error as CellFailure {
            throw misfit(error.error.message, error.error.code)
        }
    }

    private func misfit(_ reason: String, _ code: LighttableError.Code) -> LighttableError {
        LighttableError(
            code,
            "column '\(column.name)' is \(column.type), and a new value does not fit: \(reason)",
            at: .init(table: table, column: column.name)
        )
    }
}
