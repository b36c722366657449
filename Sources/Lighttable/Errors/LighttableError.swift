/// What went wrong in a store, and what to do about it.
///
/// ```swift
/// do {
///     _ = try await store.importCSV("films.csv", into: "demo.films")
/// } catch let error as LighttableError where error.code == .tableExists {
///     print(error.message)
/// }
/// ```
public struct LighttableError: Error, Sendable {
    /// The kind of failure.
    public let code: Code
    /// What happened and what to do about it, in one line.
    public let message: String
    /// Where it happened.
    public let location: Location
    /// The failure below this one.
    public let cause: (any Error)?

    /// Creates an error.
    public init(_ code: Code, _ message: String, at location: Location = Location(), cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.location = location
        self.cause = cause
    }
}

extension LighttableError: CustomStringConvertible {
    /// The message after the file and line it is about.
    public var description: String {
        guard let file = location.file else { return message }
        return location.line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
    }
}

extension LighttableError {
    /// The same error about a table, unless it is about one already.
    func about(table: String) -> LighttableError {
        var location = location
        location.table = location.table ?? table
        return LighttableError(code, message, at: location, cause: cause)
    }

    /// The same error about a row, with which its message begins.
    func about(row: Int) -> LighttableError {
        var location = location
        location.row = row
        return LighttableError(code, "row \(row): \(message)", at: location, cause: cause)
    }

    /// The same error about a file, unless it is about one already.
    func about(file: String) -> LighttableError {
        var location = location
        location.file = location.file ?? file
        return LighttableError(code, message, at: location, cause: cause)
    }
}
