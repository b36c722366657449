import Columnar

/// What a function is given, row by row.
struct FunctionArguments: Sendable {
    /// How many rows one thread takes at once.
    private static let rowsAtOnce = 8

    /// The arguments, each a value for every row.
    let columns: [ColumnVector]
    /// The types of the arguments.
    let types: [ColumnType]
    let count: Int
    /// The column that its values become.
    let field: Field

    /// The arguments of a row; `nil` when one of them is null.
    func values(at row: Int) -> [Value]? {
        var values: [Value] = []
        for column in columns {
            guard !column.isNull(at: row) else { return nil }
            values.append(column.value(at: row))
        }
        return values
    }

    /// Makes the values by calls that block, on all cores; null where an argument is.
    ///
    /// - Parameters:
    ///   - prepare: Gets what some rows need before the body is run on them.
    ///   - body: Gives a row's value, or throws why there is none.
    /// - Returns: The values and failures.
    /// - Throws: A `ColumnarError` for a value that is none of the column's, and `CancellationError`.
    func blockingMap<Prepared: Sendable>(
        preparing prepare: @escaping @Sendable ([[Value]?]) async throws -> Prepared,
        _ body: @escaping @Sendable ([Value], Prepared) throws -> Value
    ) async throws -> FinishedColumn {
        let starts = Array(stride(from: 0, to: count, by: Self.rowsAtOnce))
        let parts = try await starts.concurrentMap { start in
            try Task.checkCancellation()
            let rows = (start..<min(start + Self.rowsAtOnce, count)).map { values(at: $0) }
            let prepared = try await prepare(rows)
            return try await BlockingExecutor(label: "lighttable.function")
                .run { try rows.map { row in try row.map { try Self.outcome($0, prepared, body) } ?? .success(.null) } }
        }
        return try column(of: parts.joined())
    }

    /// Makes the values by calls that block, on all cores; null where an argument is.
    func blockingMap(_ body: @escaping @Sendable ([Value]) throws -> Value) async throws -> FinishedColumn {
        let prepare: @Sendable ([[Value]?]) async throws -> Void = { _ in }
        return try await blockingMap(preparing: prepare) { values, _ in try body(values) }
    }

    /// A column of the outcomes of all rows.
    func column(of outcomes: some Sequence<Result<Value, CellError>>) throws -> FinishedColumn {
        let builder = try ColumnBuilder(field)
        var failures: [CellFailure] = []
        for (row, outcome) in outcomes.enumerated() {
            switch outcome {
            case .success(let value): try builder.append(value)
            case .failure(let error):
                failures.append(CellFailure(row: row, error: error))
                try builder.append(.null)
            }
        }
        return FinishedColumn(vector: try builder.finish(), failures: failures)
    }

    private static func outcome<Prepared>(
        _ values: [Value],
        _ prepared: Prepared,
        _ body: ([Value], Prepared) throws -> Value
    ) throws -> Result<Value, CellError> {
        do {
            return .success(try body(values, prepared))
        } catch let error as CellError {
            return .failure(error)
        } catch let error as LighttableError {
            // Without the library no row has a value.
            if error.code == .unsupported { throw error }
            return .failure(CellError("\(error)", code: error.code))
        }
    }
}
