import Columnar

/// A function's call in an expression.
///
/// Its values become a column of the batch, which the rest of the expression looks at.
struct FunctionCall: Sendable {
    /// What the names of such columns begin with, as those of no table's columns do.
    static let prefix = "\u{1}"

    /// The column of its values.
    let column: Column
    /// The column that says why values are null; with it no row fails.
    let errors: Column?
    private let function: any RowFunction
    private let arguments: [Argument]

    /// What computes an argument.
    struct Argument: Sendable {
        let steps: [FilterStep]
        let type: ColumnType
    }

    init(_ function: any RowFunction, as column: Column, errors: Column? = nil, arguments: [Argument]) {
        self.function = function
        self.column = column
        self.errors = errors
        self.arguments = arguments
    }

    /// The call as it was written.
    var text: String { String(column.name.dropFirst(Self.prefix.count)) }

    /// Whether the function takes next to no time for a row.
    var isColumnar: Bool { function.isColumnar }

    /// A batch with a column for each call, before the last where that has row ids.
    ///
    /// - Parameters:
    ///   - calls: In such an order that each comes after those whose values it takes; those that the batch has are left.
    ///   - batch: The rows.
    ///   - keepsLast: Whether the last column stays the last.
    ///   - context: What functions may use.
    /// - Returns: The batch, and which rows failed, at most once each.
    /// - Throws: What makes all rows fail.
    static func adding(
        _ calls: [FunctionCall],
        to batch: RecordBatch,
        keepsLast: Bool = false,
        in context: FunctionContext
    ) async throws -> (batch: RecordBatch, failures: [CellFailure]) {
        guard !calls.isEmpty else { return (batch, []) }
        let context = context.forNextBatch
        var batch = batch
        var failures: [Int: CellFailure] = [:]
        for (index, call) in calls.enumerated() where batch.schema.index(of: call.column.name) == nil {
            let values = try await call.values(of: batch, in: context)
            var added = [values.vector.retyped(try call.column.arrowField())]
            if let errors = call.errors {
                added.append(try values.errors(as: errors))
            } else {
                for failure in values.failures where failures[failure.row] == nil {
                    failures[failure.row] = CellFailure(row: failure.row, error: failure.error.of(call))
                }
            }
            var columns = batch.columns
            columns.insert(contentsOf: added, at: keepsLast ? columns.count - 1 : columns.count)
            batch = try RecordBatch(columns)
            // The next function may look at the files.
            if call.column.type.isMedia, index < calls.count - 1 { try await context.settle() }
        }
        return (batch, failures.values.sorted { $0.row < $1.row })
    }

    /// The same, where no row may fail.
    ///
    /// - Throws: A ``LighttableError`` for the first row that fails.
    static func completing(
        _ batch: RecordBatch,
        with calls: [FunctionCall],
        keepsLast: Bool = false,
        in context: FunctionContext
    ) async throws -> RecordBatch {
        let (completed, failures) = try await adding(calls, to: batch, keepsLast: keepsLast, in: context)
        if let failure = failures.first { throw LighttableError(failure.error.code, failure.error.message) }
        return completed
    }

    private func values(of batch: RecordBatch, in context: FunctionContext) async throws -> FinishedColumn {
        let columns = try arguments.enumerated()
            .map { place, argument in
                let field = try Column("\(place)", argument.type).arrowField()
                if argument.steps == [.null] { return try ColumnVector.nulls(field, count: batch.count) }
                return try batch.evaluated(argument.steps, as: field)
            }
        let rows = FunctionArguments(
            columns: columns,
            types: arguments.map(\.type),
            count: batch.count,
            field: try column.arrowField()
        )
        return try await function.values(of: rows, in: context)
    }
}

extension CellError {
    /// The error with the call that failed.
    fileprivate func of(_ call: FunctionCall) -> CellError {
        CellError("\(call.text) cannot be computed: \(message)", code: code)
    }
}
