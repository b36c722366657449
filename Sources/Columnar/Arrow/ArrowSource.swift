internal import CArrow
import Synchronization

/// Rows of a Parquet file, or an Arrow IPC file or stream, whose columns may have any Arrow type.
///
/// The columns are given in plain types: booleans, signed integers, floats, decimals of up to 38 digits, text, bytes, days,
/// times, durations and timestamps in microseconds, and lists of them; files as structures of `bytes` and `path`, and lists
/// of those. What is anything else comes as JSON text.
///
/// ```swift
/// let source = try await ArrowSource.parquet("rows.parquet")
/// while let batch = try await source.next() { print(batch.count) }
/// ```
public final class ArrowSource: Sendable {
    /// The most rows of one batch.
    public static let batchRows = 65_536

    /// The columns, in the source's order.
    public let columns: [ArrowSourceColumn]
    /// How many rows there are, `nil` when nobody knows before the end.
    public let rows: Int?
    private let executor: BlockingExecutor
    private let handle: Mutex<Handle>

    /// Opens a Parquet file.
    ///
    /// - Throws: A ``ColumnarError`` when the file is missing, not Parquet, or encrypted.
    public static func parquet(_ path: String) async throws -> ArrowSource {
        try await open { error in carrow_source_open_parquet(path, Int64(batchRows), error) }
    }

    /// Opens an Arrow IPC file or stream, Feather V2 among them.
    ///
    /// - Throws: A ``ColumnarError`` when the file is missing or neither.
    public static func ipc(_ path: String) async throws -> ArrowSource {
        try await open { error in carrow_source_open_ipc(path, Int64(batchRows), error) }
    }

    /// Opens an Arrow IPC stream that comes from a file descriptor, such as a pipe; waits until its schema has come.
    ///
    /// - Parameter descriptor: It stays the caller's, who closes it after the source is gone.
    /// - Returns: The stream; `nil` when nothing comes.
    /// - Throws: A ``ColumnarError`` when what comes is no such stream.
    public static func stream(_ descriptor: Int32) async throws -> ArrowSource? {
        let executor = BlockingExecutor(label: "lighttable.arrow")
        return try await executor.run {
            var isEmpty = false
            do {
                return try ArrowSource(
                    try callArrow { carrow_source_open_stream(descriptor, Int64(batchRows), &isEmpty, $0) },
                    executor
                )
            } catch {
                guard isEmpty else { throw error }
                return nil
            }
        }
    }

    private static func open(
        _ body: @escaping @Sendable (UnsafeMutablePointer<carrow_error>) -> OpaquePointer?
    ) async throws -> ArrowSource {
        let executor = BlockingExecutor(label: "lighttable.arrow")
        return try await executor.run { try ArrowSource(try callArrow(body), executor) }
    }

    private init(_ pointer: OpaquePointer, _ executor: BlockingExecutor) throws {
        self.executor = executor
        handle = Mutex(Handle(pointer: pointer))
        rows = carrow_source_rows(pointer) < 0 ? nil : Int(carrow_source_rows(pointer))
        var schema = ArrowSchema()
        try checkArrow { carrow_source_schema(pointer, &schema, $0) }
        defer { carrow_schema_release(&schema) }
        columns = SchemaBox.schema(of: schema).fields.enumerated()
            .map { index, field in ArrowSourceColumn(field, carrow_source_column_at(pointer, Int32(index))) }
    }

    deinit {
        handle.withLock { carrow_source_free($0.pointer) }
    }

    /// A value of the source's own metadata, `nil` when there is none of that key.
    public func metadata(_ key: String) -> String? {
        handle.withLock { carrow_source_metadata($0.pointer, key).map { String(cString: $0) } }
    }

    /// Leaves out all columns but these; before the first batch.
    ///
    /// - Parameter indices: Positions in ``columns``; batches have the columns in this order.
    /// - Throws: A ``ColumnarError`` when there is no such column.
    public func select(_ indices: [Int]) throws {
        try handle.withLock { handle in
            let indices = indices.map(Int32.init)
            try checkArrow { carrow_source_select(handle.pointer, indices, Int32(indices.count), $0) }
        }
    }

    /// The next rows, `nil` at the end.
    ///
    /// Where values do not fit their column's plain type, the batch has the column in a wider one: decimals for integers,
    /// bytes for text that is not UTF-8, else text.
    ///
    /// - Throws: A ``ColumnarError`` when reading fails.
    public func next() async throws -> RecordBatch? {
        try await executor.run { [self] in
            try handle.withLock { handle in
                var (array, schema) = (ArrowArray(), ArrowSchema())
                let status = try callArrow { error -> Int32? in
                    let status = carrow_source_next(handle.pointer, &array, &schema, error)
                    return status < 0 ? nil : status
                }
                guard status > 0 else { return nil }
                defer { carrow_schema_release(&schema) }
                return RecordBatch(array, schema: SchemaBox.schema(of: schema))
            }
        }
    }

    /// What the values of a column have lost so far.
    public func losses(of column: Int) -> ArrowLosses {
        handle.withLock { handle in
            let column = carrow_source_column_at(handle.pointer, Int32(column))
            return ArrowLosses(belowMicroseconds: column.below_microseconds, notFinite: column.not_finite)
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }
}
