import Columnar

/// A column of a query's result, and how it comes about.
struct OutputColumn: Sendable {
    let column: Column
    /// What computes it; `nil` for a column of the table.
    let evaluation: Evaluation?
    /// The columns of the table that are needed for it.
    let inputs: Set<String>

    /// A column of the table, as it is.
    init(_ column: Column) {
        self.column = column
        evaluation = nil
        inputs = [column.name]
    }

    /// What an expression computes.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the columns there are.
    init(_ selection: Selection, _ compiler: ExpressionCompiler) throws {
        let column = try compiler.column(selection.name, of: selection.expression)
        self.init(column, try compiler.assignment(selection.expression, to: column))
    }

    private init(_ column: Column, _ evaluation: Evaluation) {
        self.column = column
        self.evaluation = evaluation
        inputs = evaluation.inputs
    }

    /// The values for some rows of the columns that are needed.
    ///
    /// - Throws: A ``LighttableError`` that names the column when they cannot be computed.
    func values(of batch: RecordBatch) throws -> ColumnVector {
        guard let evaluation else {
            guard let values = batch.column(named: column.name) else {
                throw LighttableError(
                    .columnNotFound,
                    "column '\(column.name)' was not read",
                    at: .init(column: column.name)
                )
            }
            return values
        }
        do {
            return try batch.evaluated(evaluation.steps, as: try column.arrowField())
        } catch let error as ColumnarError where error.code == .invalidFilter || error.code == .invalid {
            throw LighttableError(
                .invalidValue,
                "column '\(column.name)': \(error.message)",
                at: .init(column: column.name),
                cause: error
            )
        }
    }
}
