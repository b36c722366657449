internal import CArrow
import Synchronization

/// Writes rows as CSV, JSON or Arrow to a file descriptor, batch by batch.
///
/// Cells are spelled as Lighttable reads them: dates, times and durations in ISO 8601, bytes in base64, NaN and infinities
/// as `NaN`, `Infinity` and `-Infinity` (strings in JSON), lists and structures as JSON also in CSV.
///
/// ```swift
/// let writer = try RowFileWriter(descriptor: 1, schema: batch.schema, options: RowFileOptions(format: .csv))
/// try await writer.write(batch)
/// let bytes = try await writer.close()
/// ```
public final class RowFileWriter: Sendable {
    private let executor = BlockingExecutor(label: "lighttable.rows.writer")
    private let handle: Mutex<Handle>

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - descriptor: Where to write; it stays the caller's, who closes it after the writer is gone or closed.
    ///   - schema: The columns.
    ///   - options: What is written, and how.
    /// - Throws: A ``ColumnarError`` when a type or the compression has no form in the format.
    public init(descriptor: Int32, schema: Schema, options: RowFileOptions) throws {
        handle = Mutex(Handle(pointer: try Self.open(descriptor, schema, options)))
    }

    deinit {
        handle.withLock { carrow_row_file_free($0.pointer) }
    }

    /// Appends rows.
    ///
    /// - Throws: A ``ColumnarError`` when writing fails or a value has no form in the format.
    public func write(_ batch: RecordBatch) async throws {
        try await executor.run { [self] in
            try handle.withLock { handle in
                var array = batch.exported()
                try checkArrow { carrow_row_file_write(handle.pointer, &array, $0) }
            }
        }
    }

    /// Ends the file.
    ///
    /// - Returns: The bytes written.
    /// - Throws: A ``ColumnarError`` when writing fails; the file is then of no use.
    public func close() async throws -> Int {
        try await executor.run { [self] in
            try handle.withLock { handle in
                Int(
                    try callArrow { error in
                        let bytes = carrow_row_file_close(handle.pointer, error)
                        return bytes < 0 ? nil : bytes
                    }
                )
            }
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static func open(_ descriptor: Int32, _ schema: Schema, _ options: RowFileOptions) throws -> OpaquePointer {
        try withCPairs(options.metadata) { pairs, count in
            try options.withSettings { settings in
                var schema = SchemaBox.exported(schema)
                return try callArrow {
                    carrow_row_file_open(descriptor, &schema, settings, pairs, count, $0)
                }
            }
        }
    }
}
