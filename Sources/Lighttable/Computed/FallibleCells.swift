import Columnar
import JSON

/// Computes cells of which each may fail by itself.
struct FallibleCells {
    let assignment: CellAssignment
    let context: FunctionContext

    /// The cells of some rows, null where they failed, and why.
    ///
    /// Where Arrow fails it does not say in which row, which is then looked for by halves.
    ///
    /// - Throws: What makes all rows fail, such as a full disk.
    func values(of rows: RecordBatch) async throws -> FinishedColumn {
        // The halves have what functions gave, so that none is called twice for a row.
        var (seen, failures) = (rows, [CellFailure]())
        do {
            (seen, failures) = try await FunctionCall.adding(assignment.evaluation.calls, to: rows, in: context)
            return FinishedColumn(vector: try assignment.cells(of: seen), failures: failures)
        } catch let error as ColumnarError where error.code == .invalidFilter || error.code == .invalid {
            return try await halves(of: seen, failures, CellError(error.message))
        } catch let error as LighttableError where [.invalidValue, .fileNotFound].contains(error.code) {
            return try await halves(of: seen, failures, CellError(error.message, code: error.code))
        }
    }

    /// The cells of rows for some of which functions failed before.
    private func halves(
        of rows: RecordBatch,
        _ known: [CellFailure],
        _ error: CellError
    ) async throws -> FinishedColumn {
        let halves = try await halves(of: rows, error)
        let failed = Set(known.map(\.row))
        let others = halves.failures.filter { !failed.contains($0.row) }
        return FinishedColumn(vector: halves.vector, failures: (known + others).sorted { $0.row < $1.row })
    }

    private func halves(of rows: RecordBatch, _ error: CellError) async throws -> FinishedColumn {
        guard rows.count > 1 else {
            let null = try ColumnVector.nulls(try assignment.column.arrowField(), count: rows.count)
            return FinishedColumn(vector: null, failures: [CellFailure(row: 0, error: error)])
        }
        let middle = rows.count / 2
        let first = try await values(of: try rows.sliced(0..<middle))
        let second = try await values(of: try rows.sliced(middle..<rows.count))
        let joined = try RecordBatch.joined([try RecordBatch([first.vector]), try RecordBatch([second.vector])])
        let moved = second.failures.map { CellFailure(row: $0.row + middle, error: $0.error) }
        return FinishedColumn(vector: joined.column(at: 0), failures: first.failures + moved)
    }
}

extension FinishedColumn {
    /// Why cells are null, as a column of `{"type", "message"}`.
    func errors(as column: Column) throws -> ColumnVector {
        let messages = Dictionary(failures.map { ($0.row, $0.error) }) { first, _ in first }
        let builder = try ColumnBuilder(try column.arrowField())
        for row in 0..<vector.count {
            guard let error = messages[row] else {
                try builder.append(.null)
                continue
            }
            let json: JSONValue = ["type": .string(error.code.rawValue), "message": .string(error.message)]
            try builder.append(.string(json.text(.canonical)))
        }
        return try builder.finish()
    }
}

extension RecordBatch {
    /// The batch with another column in the place of one.
    func replacingColumn(_ name: String, with vector: ColumnVector) throws -> RecordBatch {
        try RecordBatch(columns.map { $0.field.name == name ? vector.retyped($0.field) : $0 })
    }
}
