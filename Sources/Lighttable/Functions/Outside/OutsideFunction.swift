import Columnar
import JSON

/// A function of the store's configuration, which something outside of this process computes.
struct OutsideFunction: Sendable {
    /// What computes it.
    enum Place: Sendable {
        /// A program and its arguments, to which rows go in some format.
        case program([String], ProgramFormat)
        /// A server.
        case http(HTTPEndpoint)
    }

    let name: String
    let place: Place
    let takes: [ColumnType]
    let gives: ColumnType
    var version = 1
    /// How many rows are on their way to one program, or in one request.
    var batchSize = 32
    /// How many seconds the answers to them may take.
    var timeout = 60.0
    /// How many programs or requests work side by side.
    var concurrency = 1
    /// How many batches of rows a second are sent at most.
    var batchesPerSecond: Double?
    /// How often the same rows are asked about again when there was no answer.
    var retries = 1

    /// The function, as expressions call it.
    ///
    /// - Throws: A ``LighttableError`` for a type that columns do not have.
    func function(fetcher: (any SourceFetcher)?) throws -> Function {
        switch place {
        case .program(let command, .arrow):
            let program = try ArrowProgramFunction(command, self)
            return function(check: {}, body: program.values)
        case .program(let command, .json): return function(calling: ProgramFunction(command, self))
        case .http(let endpoint): return function(calling: HTTPFunction(endpoint, self, fetcher))
        }
    }

    private func function(calling caller: any OutsideCaller) -> Function {
        let (takes, gives) = (takes, gives)
        let body: @Sendable ([[Value]]) async throws -> [Result<Value, CellError>] = { rows in
            let questions = rows.map { row in zip(row, takes).map { JSONValue(argument: $0, of: $1) } }
            return try await caller.answers(to: questions).map { $0.flatMap { Self.cell($0, gives) } }
        }
        return function(check: caller.check, body: body)
    }

    private func function(
        check: @escaping @Sendable () throws -> Void,
        body: @escaping @Sendable ([[Value]]) async throws -> [Result<Value, CellError>]
    ) -> Function {
        Function(name, version, batchSize: batchSize, concurrency: concurrency, takes, gives, check: check, body)
    }

    private static func cell(_ result: JSONValue, _ type: ColumnType) -> Result<Value, CellError> {
        Result { try result.stored(as: type) }.mapError { CellError(throwing: $0) }
    }
}
