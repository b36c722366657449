import Columnar

extension Expression {
    /// The steps that compute the expression as a filter over batches of a table's columns.
    ///
    /// - Parameter columns: The table's columns.
    /// - Returns: Steps for ``RecordBatch/filtered(by:)``.
    /// - Throws: A ``LighttableError`` of code `columnNotFound` or `invalidExpression` when the expression does not
    ///   fit the columns or is no condition.
    func filterSteps(for columns: [Column]) throws -> [FilterStep] {
        try FilterCompiler(columns).filter(self)
    }
}
