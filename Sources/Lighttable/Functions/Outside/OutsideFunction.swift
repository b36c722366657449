import Columnar
import JSON

/// A function of the store's configuration, which something outside of this process computes.
struct OutsideFunction: Sendable {
    /// What computes it.
    enum Place: Sendable {
        /// A program and its arguments.
        case program([String])
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
    /// How often the same rows are asked about again when there was no answer.
    var retries = 1

    /// The function, as expressions call it.
    func function(fetcher: (any SourceFetcher)?) -> Function {
        let (takes, gives, caller) = (takes, gives, caller(fetcher))
        return Function(
            name,
            version,
            batchSize: batchSize,
            concurrency: concurrency,
            takes,
            gives,
            check: caller.check
        ) { rows in
            let questions = rows.map { row in zip(row, takes).map { JSONValue(argument: $0, of: $1) } }
            return try await caller.answers(to: questions).map { $0.flatMap { Self.cell($0, gives) } }
        }
    }

    private static func cell(_ result: JSONValue, _ type: ColumnType) -> Result<Value, CellError> {
        Result { try result.stored(as: type) }.mapError { CellError(throwing: $0) }
    }

    private func caller(_ fetcher: (any SourceFetcher)?) -> any OutsideCaller {
        switch place {
        case .program(let command): ProgramFunction(command, self)
        case .http(let endpoint): HTTPFunction(endpoint, self, fetcher)
        }
    }
}
