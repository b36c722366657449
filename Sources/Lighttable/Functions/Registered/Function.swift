public import Columnar
import Foundation
import JSON

/// A function of the program's own that expressions may call once it is registered.
///
/// ```swift
/// try store.functions.register(Function("caption", version: 2) { (photo: Image) async throws -> String in
///     try await model.caption(photo.path)
/// })
/// try await photos.addComputedColumn("caption", try Expression("caption(photo)"), onError: .ignore)
/// ```
///
/// Rows are worked on side by side. An error that it throws is that of its row.
public struct Function: Sendable {
    /// So many rows are worked on in turn by one task, where the function is one of single rows.
    private static let rowsInTurn = 16

    /// What expressions call it.
    public let name: String
    /// Which of its versions it is; computed columns remember it.
    public let version: Int
    /// The types that it takes.
    public let parameterTypes: [ColumnType]
    /// The type that it gives.
    public let resultType: ColumnType
    /// How many rows it is given at once.
    let batchSize: Int
    /// How many calls of it run side by side; `nil` for as many as there are processors for.
    let concurrency: Int?
    let takesNull: [Bool]
    /// Refuses calls that no row could make succeed.
    let check: @Sendable () throws -> Void
    /// Makes the results for whole columns of arguments, where the function can be called so.
    let columnar: (@Sendable ([ColumnVector], Field) throws -> ColumnarCalls)?
    /// Makes the results for the arguments of some rows.
    let body: @Sendable ([[Value]], MediaIntake) async throws -> [Result<Value, CellError>]

    /// A function of the values of a row.
    ///
    /// - Parameters:
    ///   - name: A word of small letters, digits and underscores.
    ///   - version: To be raised when its results change.
    ///   - body: Gives the result; it is not called where an argument that is not optional is null.
    public init<each Argument: FunctionValue, Result: FunctionValue>(
        _ name: String,
        version: Int = 1,
        _ body: @escaping @Sendable (repeat each Argument) async throws -> Result
    ) {
        self.init(name, version, batchSize: Self.rowsInTurn, (repeat (each Argument).self), Result.self) {
            rows,
            media in
            var outcomes: [Swift.Result<Value, CellError>] = []
            for row in rows {
                outcomes.append(
                    await Self.outcome {
                        var arguments = row.makeIterator()
                        let result = try await body(repeat try Self.next((each Argument).self, from: &arguments))
                        return try await Self.cell(result, media)
                    }
                )
            }
            return outcomes
        }
    }

    /// A function of the values of many rows at once, such as a model that works on batches.
    ///
    /// - Parameters:
    ///   - name: A word of small letters, digits and underscores.
    ///   - version: To be raised when its results change.
    ///   - batchSize: The most rows at once.
    ///   - body: Gives a result for each row. An error that it throws is that of all its rows.
    public init<each Argument: FunctionValue, Result: FunctionValue>(
        _ name: String,
        version: Int = 1,
        batchSize: Int,
        _ body: @escaping @Sendable (repeat [each Argument]) async throws -> [Result]
    ) {
        let size = max(batchSize, 1)
        self.init(name, version, batchSize: size, (repeat (each Argument).self), Result.self) { rows, media in
            var place = 0
            let columns = (repeat try Self.column((each Argument).self, of: rows, &place))
            let results = try await body(repeat each columns)
            guard results.count == rows.count else {
                throw CellError("\(name) gave \(results.count) results for \(rows.count) rows")
            }
            var outcomes: [Swift.Result<Value, CellError>] = []
            for result in results { outcomes.append(await Self.outcome { try await Self.cell(result, media) }) }
            return outcomes
        }
    }

    /// A function of a number or text, which does not wait and is called in a loop over whole columns.
    ///
    /// ```swift
    /// try store.functions.register(Function("fahrenheit") { (celsius: Double) in celsius * 1.8 + 32 })
    /// ```
    ///
    /// - Parameters:
    ///   - name: A word of small letters, digits and underscores.
    ///   - version: To be raised when its results change.
    ///   - body: Gives the result; it is not called where the argument is null.
    @inlinable
    public init<Argument: ColumnarValue, Result: ColumnarValue>(
        _ name: String,
        version: Int = 1,
        _ body: @escaping @Sendable (Argument) throws -> Result
    ) {
        self.init(name, version, [Argument.columnType], [Argument.takesNull], Result.columnType) { columns, field in
            try ColumnarCalls(on: columns, as: field, body)
        }
    }

    /// A function of two numbers or texts, which does not wait and is called in a loop over whole columns.
    ///
    /// - Parameters:
    ///   - name: A word of small letters, digits and underscores.
    ///   - version: To be raised when its results change.
    ///   - body: Gives the result; it is not called where an argument is null.
    @inlinable
    public init<First: ColumnarValue, Second: ColumnarValue, Result: ColumnarValue>(
        _ name: String,
        version: Int = 1,
        _ body: @escaping @Sendable (First, Second) throws -> Result
    ) {
        let types = [First.columnType, Second.columnType]
        self.init(name, version, types, [First.takesNull, Second.takesNull], Result.columnType) { columns, field in
            try ColumnarCalls(on: columns, as: field, body)
        }
    }

    private init<each Argument: FunctionValue, Result: FunctionValue>(
        _ name: String,
        _ version: Int,
        batchSize: Int,
        _ arguments: (repeat (each Argument).Type),
        _ result: Result.Type,
        _ body: @escaping @Sendable ([[Value]], MediaIntake) async throws -> [Swift.Result<Value, CellError>]
    ) {
        self.name = name
        self.version = version
        self.batchSize = batchSize
        self.body = body
        (columnar, concurrency, check) = (nil, nil, {})
        resultType = Result.columnType
        var (types, nulls): ([ColumnType], [Bool]) = ([], [])
        for argument in repeat each arguments {
            types.append(argument.columnType)
            nulls.append(argument.takesNull)
        }
        (parameterTypes, takesNull) = (types, nulls)
    }

    /// A function that is called for whole columns.
    @usableFromInline
    init(
        _ name: String,
        _ version: Int,
        _ takes: [ColumnType],
        _ takesNull: [Bool],
        _ gives: ColumnType,
        columnar: @escaping @Sendable ([ColumnVector], Field) throws -> ColumnarCalls
    ) {
        self.name = name
        self.version = version
        self.columnar = columnar
        (batchSize, concurrency, check) = (Self.rowsInTurn, nil, {})
        parameterTypes = takes
        resultType = gives
        self.takesNull = takesNull
        body = { rows, _ in rows.map { _ in .failure(CellError("it is called for columns only")) } }
    }

    /// A function whose types are known when the program runs.
    init(
        _ name: String,
        _ version: Int,
        batchSize: Int,
        concurrency: Int,
        _ takes: [ColumnType],
        _ gives: ColumnType,
        check: @escaping @Sendable () throws -> Void,
        _ body: @escaping @Sendable ([[Value]]) async throws -> [Swift.Result<Value, CellError>]
    ) {
        self.name = name
        self.version = version
        self.batchSize = batchSize
        self.concurrency = concurrency
        self.check = check
        columnar = nil
        parameterTypes = takes
        resultType = gives
        takesNull = takes.map { _ in false }
        self.body = { rows, _ in try await body(rows) }
    }
}

extension Function {
    private static func outcome(_ body: () async throws -> Value) async -> Swift.Result<Value, CellError> {
        do {
            return .success(try await body())
        } catch {
            return .failure(CellError(throwing: error))
        }
    }

    private static func next<Argument: FunctionValue>(
        _ type: Argument.Type,
        from arguments: inout IndexingIterator<[Value]>
    ) throws -> Argument {
        try argument(type, arguments.next() ?? .null)
    }

    private static func argument<Argument: FunctionValue>(_ type: Argument.Type, _ value: Value) throws -> Argument {
        guard let argument = Argument(value) else { throw CellError("\(value.plainText) is no \(type)") }
        return argument
    }

    private static func column<Argument: FunctionValue>(
        _ type: Argument.Type,
        of rows: [[Value]],
        _ place: inout Int
    ) throws -> [Argument] {
        defer { place += 1 }
        return try rows.map { try argument(type, $0[place]) }
    }

    /// The cell of a result, of which a file may have to be made.
    private static func cell(_ result: some FunctionValue, _ media: MediaIntake) async throws -> Value {
        if let document = result as? JSONDocument {
            guard let json = try? JSONValue(parsing: document.text) else { throw CellError("the result is no JSON") }
            return .string(json.text(.canonical))
        }
        guard let made = (result as? any MediaValue)?.content.made else { return result.cell }
        try await media.begin()
        let ending = try MediaStore.ending(made.fileExtension)
        return try await BlockingExecutor(label: "lighttable.function.media")
            .run { .string(try made.data.withUnsafeBytes { try media.address(of: $0, ending: ending) }) }
    }
}

extension CellError {
    /// What somebody else's code threw, as the error of a cell.
    init(throwing error: any Error) {
        switch error {
        case let error as CellError: self = error
        case let error as LighttableError: self.init("\(error)", code: error.code)
        default: self.init("\(error)", code: .functionFailed)
        }
    }
}
