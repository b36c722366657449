import JSON

/// The form of the questions and answers of a server.
protocol HTTPDialect: Sendable {
    /// The page that is asked, below the address; empty for the address itself.
    var page: String { get }
    /// What the server is to be told before the first question; `nil` for nothing.
    var introduction: (page: String, body: JSONValue)? { get }

    /// The body that asks about some rows.
    ///
    /// - Parameters:
    ///   - rows: The arguments of each.
    ///   - types: The types of the arguments.
    /// - Returns: The body.
    func question(_ rows: [[JSONValue]], of types: [ColumnType]) -> JSONValue

    /// What an answer says.
    ///
    /// - Parameters:
    ///   - answer: The body of the answer.
    ///   - who: Who gave it.
    /// - Returns: A result, or why there is none, for each row.
    /// - Throws: A ``CellError`` when it says nothing about rows.
    func results(in answer: JSONValue, of who: String) throws -> [Result<JSONValue, CellError>]
}
