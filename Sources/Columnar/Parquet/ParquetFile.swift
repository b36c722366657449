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
    ///   - footer: The file's groups, where they are known; its footer is not read once more then.
    /// - Returns: The batches, read as they are asked for.
    /// - Throws: A ``ColumnarError`` when the file is missing, not Parquet, or does not fit the schema.
    public static func batches(
        at path: String,
        as schema: Schema? = nil,
        batchRows: Int = 65_536,
        usesThreads: Bool = true,
        groups: Range<Int>? = nil,
        footer: ParquetGroups? = nil
    ) throws -> RecordBatchStream {
        defer { extendLifetime(footer) }
        let known = footer?.pointer
        var stream = ArrowArrayStream()
        let (rows, first, count) = (Int64(batchRows), Int32(groups?.lowerBound ?? 0), Int32(groups?.count ?? -1))
        if var target = schema.map({ SchemaBox.exported($0) }) {
            try checkArrow { carrow_parquet_stream(path, known, &target, rows, usesThreads, first, count, &stream, $0) }
        } else {
            try checkArrow { carrow_parquet_stream(path, known, nil, rows, usesThreads, first, count, &stream, $0) }
        }
        return try RecordBatchStream(stream)
    }
}
