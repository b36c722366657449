import Columnar

/// A function of the program's own, as expressions call it.
struct RegisteredFunction: RowFunction {
    let function: Function

    var name: String { function.name }
    var result: ColumnType { function.resultType }
    var isColumnar: Bool { function.columnar != nil }

    var parameters: [FunctionParameter] {
        function.parameterTypes.map { type in
            switch type {
            case .image: .picture
            case .video, .audio, .document: .medium(type)
            case .array: .array(type)
            default: .value(type)
            }
        }
    }

    var required: Int { function.takesNull.lastIndex(of: false).map { $0 + 1 } ?? min(1, function.takesNull.count) }

    var signature: String {
        let types = function.parameterTypes.enumerated().map { $0 < required ? "\($1)" : "[\($1)]" }
        return types.isEmpty ? "nothing" : types.joined(separator: ", ")
    }

    /// So many rows of whole columns are worked on at once on each core, where there is no other work for it.
    private static let columnRows = 16_384

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        if let columnar = function.columnar, arguments.count > 0 {
            return try await values(
                of: arguments,
                inPartsOf: context.isOneOfMany ? arguments.count : Self.columnRows,
                columnar
            )
        }
        let rows = (0..<arguments.count)
            .filter { row in
                zip(arguments.columns, function.takesNull).allSatisfy { $1 || !$0.isNull(at: row) }
            }
        try function.check()
        let size = function.batchSize
        let groups = stride(from: 0, to: rows.count, by: size).map { rows[$0..<min($0 + size, rows.count)] }
        let made = try await groups.concurrentMap(atOnce: function.concurrency) { group in
            try Task.checkCancellation()
            return try await called(
                with: group.map { row in arguments.columns.map { $0.value(at: row) } },
                context.media
            )
        }
        var outcomes = [Result<Value, CellError>](repeating: .success(.null), count: arguments.count)
        for (row, outcome) in zip(rows, made.joined()) { outcomes[row] = outcome }
        try await context.media.relieve()
        return try arguments.column(of: outcomes)
    }

    private func values(
        of arguments: FunctionArguments,
        inPartsOf size: Int,
        _ call: @escaping @Sendable ([ColumnVector], Field) throws -> ColumnarCalls
    ) async throws -> FinishedColumn {
        let batch = try RecordBatch(arguments.columns.enumerated().map { $1.renamed("\($0)") })
        let starts = Array(stride(from: 0, to: batch.count, by: size))
        let parts = try await starts.concurrentMap { start in
            try Task.checkCancellation()
            let rows = try batch.sliced(start..<min(start + size, batch.count))
            return try call(rows.columns, arguments.field)
        }
        let failures = zip(starts, parts)
            .flatMap { start, part in
                part.failures.map { CellFailure(row: start + $0.row, error: CellError(throwing: $0.error)) }
            }
        guard parts.count > 1 else { return FinishedColumn(vector: parts[0].values, failures: failures) }
        let builder = try ColumnBuilder(arguments.field)
        for part in parts { try builder.append(part.values, range: 0..<part.values.count) }
        return FinishedColumn(vector: try builder.finish(), failures: failures)
    }

    private func called(with rows: [[Value]], _ media: MediaIntake) async throws -> [Result<Value, CellError>] {
        do {
            return try await function.body(rows, media)
        } catch let error as CancellationError {
            throw error
        } catch {
            return rows.map { _ in .failure(CellError(throwing: error)) }
        }
    }
}
