internal import CArrow
import Synchronization

/// Writes one Parquet file, batch by batch.
///
/// No `ARROW:schema` is stored: readers such as Polars and Sail trip over it.
///
/// ```swift
/// let writer = try ParquetWriter(path: "rows.parquet", schema: batch.schema)
/// try await writer.write(batch)
/// let summary = try await writer.close()
/// ```
public final class ParquetWriter: Sendable {
    /// The file.
    public let path: String
    private let executor = BlockingExecutor(label: "lighttable.parquet.writer")
    private let handle: Mutex<Handle>

    /// Creates the file.
    ///
    /// - Throws: A ``ColumnarError`` when it cannot be created or a type has no Parquet form.
    public init(path: String, schema: Schema, options: ParquetWriterOptions = ParquetWriterOptions()) throws {
        self.path = path
        handle = Mutex(Handle(pointer: try Self.open(path, schema, options)))
    }

    deinit {
        handle.withLock { carrow_parquet_writer_free($0.pointer) }
    }

    /// Bytes of the row groups that are finished.
    public var bytesWritten: Int {
        handle.withLock { Int(carrow_parquet_writer_bytes($0.pointer)) }
    }

    /// Appends rows.
    ///
    /// - Throws: A ``ColumnarError`` when writing fails.
    public func write(_ batch: RecordBatch) async throws {
        try await executor.run { [self] in
            try handle.withLock { handle in
                var array = batch.exported()
                try checkArrow { carrow_parquet_writer_write(handle.pointer, &array, $0) }
            }
        }
    }

    /// Ends the open row group, so that ``bytesWritten`` counts all rows so far.
    ///
    /// - Throws: A ``ColumnarError`` when writing fails.
    public func endRowGroup() async throws {
        try await executor.run { [self] in
            try handle.withLock { handle in
                try checkArrow { carrow_parquet_writer_end_group(handle.pointer, $0) }
            }
        }
    }

    /// Ends the file and says what is in it.
    ///
    /// - Throws: A ``ColumnarError`` when writing fails; the file is then of no use.
    public func close() async throws -> ParquetSummary {
        try await executor.run { [self] in
            try handle.withLock { handle in
                ParquetSummary(taking: try callArrow { carrow_parquet_writer_close(handle.pointer, $0) })
            }
        }
    }

    /// Waits until the bytes of a closed file are on the disk; for files that are to be synced later.
    ///
    /// - Throws: A ``ColumnarError`` when the disk fails; what is in the file is then unknown.
    public func sync() async throws {
        try await executor.run { [self] in try syncBlocking() }
    }

    /// The same, for callers that may block their thread.
    ///
    /// - Throws: A ``ColumnarError`` when the disk fails; what is in the file is then unknown.
    public func syncBlocking() throws {
        try handle.withLock { handle in
            try checkArrow { carrow_parquet_writer_sync(handle.pointer, $0) }
        }
    }

    /// Lets the lock own the C handle, which is only used while it is held.
    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private static func open(_ path: String, _ schema: Schema, _ options: ParquetWriterOptions) throws -> OpaquePointer
    {
        try withCPairs(options.metadata) { pairs, count in
            try options.withSettings { settings in
                var schema = SchemaBox.exported(schema)
                return try callArrow {
                    carrow_parquet_writer_open(path, &schema, settings, pairs, count, $0)
                }
            }
        }
    }
}
