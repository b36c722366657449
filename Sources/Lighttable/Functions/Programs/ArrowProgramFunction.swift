import Columnar

/// Has a program compute a function: it reads an Arrow IPC stream and writes one, with a record batch for each record batch.
///
/// A batch in has the arguments as columns `arg0`, `arg1`, …; one out has a column `result`, and perhaps `error` with the
/// reasons why there are none, for the same rows in the same order.
struct ArrowProgramFunction: Sendable {
    private let name: String
    private let pool: ProgramPool<ArrowWorker>
    private let takes: [ColumnType]
    private let fields: [Field]
    private let result: Column
    private let timeout: Double
    private let retries: Int

    /// - Throws: A ``LighttableError`` for a type that columns do not have.
    init(_ command: [String], _ function: OutsideFunction) throws {
        name = command[0]
        takes = function.takes
        let fields = try takes.enumerated().map { try Column("arg\($0)", $1).arrowField() }
        self.fields = fields
        result = Column("result", function.gives)
        (timeout, retries) = (function.timeout, function.retries)
        pool = ProgramPool(function) { try ArrowWorker(command, Schema(fields)) }
    }

    /// The results for the arguments of some rows.
    ///
    /// - Throws: A ``CellError`` that all rows have; `CancellationError`.
    func values(of rows: [[Value]]) async throws -> [Result<Value, CellError>] {
        let batch = try batch(rows)
        let answer = try await PassingFailure.retrying(retries) { _ in
            try await pool.run { try await $0.answer(to: batch, within: timeout) }
        }
        return try results(in: answer)
    }

    private func batch(_ rows: [[Value]]) throws -> RecordBatch {
        let columns = try fields.enumerated()
            .map { place, field in
                let builder = try ColumnBuilder(field)
                for row in rows { try builder.append(Self.argument(row[place], of: takes[place])) }
                return try builder.finish()
            }
        return try RecordBatch(columns)
    }

    /// Files of this machine are paths.
    private static func argument(_ value: Value, of type: ColumnType) -> Value {
        guard type.isMedia, case .string(let uri) = value else { return value }
        return .string(MediaLocation.path(of: uri) ?? uri)
    }

    private func results(in answer: RecordBatch) throws -> [Result<Value, CellError>] {
        guard let column = answer.column(named: "result") else {
            let found = answer.schema.fields.map(\.name).joined(separator: ", ")
            throw CellError("\(name) gave no column 'result', but \(found)", code: .functionFailed)
        }
        let cells = try CellForms(sourceFolder: "", mediaValidation: .onRead).finished(column, as: result)
        let misfits = Dictionary(cells.failures.map { ($0.row, $0.error) }) { first, _ in first }
        let errors = answer.column(named: "error")
        return (0..<answer.count)
            .map { row in
                if let why = errors?.value(at: row), why != .null {
                    return .failure(CellError(why.stringValue ?? why.plainText, code: .functionFailed))
                }
                return misfits[row].map { .failure($0) } ?? .success(cells.vector.value(at: row))
            }
    }
}
