internal import CArrow

extension ParquetFile {
    /// Writes a file that this library wrote again, with other columns in place of those of the same names.
    ///
    /// The pages of the columns that stay are copied as they are, neither decoded nor compressed again. Blocks; run it on a
    /// ``BlockingExecutor``.
    ///
    /// - Parameters:
    ///   - columns: The new columns, with as many rows as the file and of the types that they have there.
    ///   - source: The file.
    ///   - target: Where the other file goes; its bytes are not synced.
    ///   - options: How the new columns are written.
    /// - Returns: What is in the other file; `nil`, and there is none, when it cannot be done: others wrote the file, or
    ///   columns are nested, missing in it or of another type.
    /// - Throws: A ``ColumnarError`` when reading or writing fails; what is at the target then is of no use.
    public static func exchanging(
        _ columns: RecordBatch,
        in source: String,
        to target: String,
        options: ParquetWriterOptions
    ) throws -> ParquetSummary? {
        var (schema, array, isPossible) = (SchemaBox.exported(columns.schema), columns.exported(), false)
        let summary = try options.withSettings { settings in
            try callArrow { error -> OpaquePointer?? in
                let summary = carrow_parquet_exchange(source, target, &schema, &array, settings, &isPossible, error)
                return summary == nil && error.pointee.code != 0 ? nil : .some(summary)
            }
        }
        return summary.map { ParquetSummary(taking: $0) }
    }
}
