import Columnar

/// An expression that was checked against columns, and how its values come about.
struct Evaluation: Sendable {
    let expression: Expression
    /// The calls of functions that come first.
    let calls: [FunctionCall]
    /// What Arrow computes over the batch with a column for each call.
    let steps: [FilterStep]
    /// The columns of the table that are looked at.
    let inputs: Set<String>
    /// Whether the values are addresses of media that are known to be good, rather than text that may be anything.
    var areMedia = false

    init(_ expression: Expression, calls: [FunctionCall], steps: [FilterStep], inputs: Set<String>) {
        self.expression = expression
        self.calls = calls
        self.steps = steps
        self.inputs = inputs
    }

    /// The positions of the rows for which the expression, a condition, is true.
    ///
    /// - Throws: A ``LighttableError`` when a function fails, a `ColumnarError` when Arrow does.
    func truePositions(in batch: RecordBatch, _ context: FunctionContext) async throws -> [Int] {
        let seen = try await completed(batch, context)
        return try seen.evaluated(steps, as: Field("matches", .bool)).truePositions()
    }

    /// The batch with what functions give.
    ///
    /// - Throws: A ``LighttableError`` for the first row for which one fails.
    func completed(_ batch: RecordBatch, _ context: FunctionContext) async throws -> RecordBatch {
        try await FunctionCall.completing(batch, with: calls, in: context)
    }
}
