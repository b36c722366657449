internal import CArrow
import Synchronization

/// Writes one Parquet file from batches and from row groups of other files, whose pages are copied as they are.
///
/// ```swift
/// let file = try ParquetAssembly(path: "rows.parquet", schema: schema)
/// let groups = try ParquetGroups(path: "other.parquet")
/// if file.fits(groups) { try await file.copy(0, of: groups) }
/// try await file.write(batch)
/// let bytes = try await file.close()
/// ```
public final class ParquetAssembly: Sendable {
    private let executor = BlockingExecutor(label: "lighttable.parquet.assembly")
    private let handle: Mutex<Handle>

    /// Creates the file.
    ///
    /// - Throws: A ``ColumnarError`` when it cannot be created or a type has no Parquet form.
    public init(path: String, schema: Schema, options: ParquetWriterOptions = ParquetWriterOptions()) throws {
        handle = Mutex(Handle(pointer: try Self.open(path, schema, options)))
    }

    deinit {
        handle.withLock { carrow_parquet_assembly_free($0.pointer) }
    }

    /// Bytes of the row groups that have ended.
    public var bytesWritten: Int {
        handle.withLock { Int(carrow_parquet_assembly_bytes($0.pointer)) }
    }

    /// Whether the pages of a file can be copied.
    ///
    /// That is so when this library wrote it, and it has all columns, by name, in the same physical form and compression.
    /// What the values mean is for the caller to know.
    public func fits(_ groups: ParquetGroups) -> Bool {
        handle.withLock { carrow_parquet_assembly_fits($0.pointer, groups.pointer) }
    }

    /// Ends the open row group and copies another one.
    ///
    /// - Parameters:
    ///   - group: The group's position in its file.
    ///   - groups: The file, which ``fits(_:)``.
    /// - Throws: A ``ColumnarError`` when reading or writing fails.
    public func copy(_ group: Int, of groups: ParquetGroups) async throws {
        try await run { carrow_parquet_assembly_copy($0, groups.pointer, Int32(group), $1) }
    }

    /// Appends rows to the open row group, which stays in memory until it ends.
    ///
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func write(_ batch: RecordBatch) async throws {
        try await run { pointer, error in
            var array = batch.exported()
            return carrow_parquet_assembly_write(pointer, &array, error)
        }
    }

    /// Ends the open row group, so that ``bytesWritten`` counts all rows so far.
    ///
    /// - Throws: A ``ColumnarError`` when writing fails.
    public func endRowGroup() async throws {
        try await run { carrow_parquet_assembly_end_group($0, $1) }
    }

    /// Ends the file; its bytes are on the disk then.
    ///
    /// - Returns: Its size in bytes.
    /// - Throws: A ``ColumnarError`` when writing fails; the file is then of no use.
    public func close() async throws -> Int {
        try await executor.run { [self] in
            try handle.withLock { handle in
                Int(
                    try callArrow { error in
                        let bytes = carrow_parquet_assembly_close(handle.pointer, error)
                        return bytes < 0 ? nil : bytes
                    }
                )
            }
        }
    }

    private func run(
        _ body: @escaping @Sendable (OpaquePointer, UnsafeMutablePointer<carrow_error>) -> Bool
    ) async throws {
        try await executor.run { [self] in
            try handle.withLock { handle in try checkArrow { body(handle.pointer, $0) } }
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
                    carrow_parquet_assembly_open(path, &schema, settings, pairs, count, $0)
                }
            }
        }
    }
}
