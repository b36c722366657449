internal import CArrow

/// Reads Parquet files.
public enum ParquetFile {
    /// What a file holds, from its footer.
    ///
    /// - Throws: A ``ColumnarError`` when the file is missing or not Parquet.
    public static func summary(at path: String) throws -> ParquetSummary {
        ParquetSummary(taking: try callArrow { carrow_parquet_summary_read(path, $0) })
    }

    /// The columns of a file.
    ///
    /// - Throws: A ``ColumnarError`` when the file is missing or not Parquet.
    public static func schema(at path: String) throws -> Schema {
        var schema = ArrowSchema()
        try checkArrow { carrow_parquet_schema(path, &schema, $0) }
        defer { carrow_schema_release(&schema) }
        return SchemaBox.schema(of: schema)
    }

    /// The rows of a file, in file order.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - schema: The columns wanted, in this order and of these types: matched by name or id, cast where the file's
    ///     type differs, null where the file has none. `nil` gives the file's own.
    ///   - batchRows: The most rows of one batch.
    ///   - usesThreads: Whether columns are decoded at the same time, which does not pay while other files are read.
    ///   - groups: The row groups whose rows are wanted; `nil` takes all.
    ///   - verifiesAgain: Whether the checksums of pages are also looked at where this process has read the same columns
    ///     before and found them right, and nobody has changed the file since.
    /// - Returns: The batches, read as they are asked for.
    /// - Throws: A ``ColumnarError`` when the file is missing, not Parquet, or does not fit the schema.
    public static func batches(
        at path: String,
        as schema: Schema? = nil,
        batchRows: Int = 65_536,
        usesThreads: Bool = true,
        groups: Range<Int>? = nil,
        verifiesAgain: Bool = false
    ) throws -> RecordBatchStream {
        var reading = carrow_parquet_reading(
            batch_rows: Int64(batchRows),
            first_group: Int32(groups?.lowerBound ?? 0),
            group_count: Int32(groups?.count ?? -1),
            use_threads: usesThreads,
            verifies_again: verifiesAgain
        )
        var stream = ArrowArrayStream()
        if var target = schema.map({ SchemaBox.exported($0) }) {
            try checkArrow { carrow_parquet_stream(path, &target, &reading, &stream, $0) }
        } else {
            try checkArrow { carrow_parquet_stream(path, nil, &reading, &stream, $0) }
        }
        return try RecordBatchStream(stream)
    }
}
