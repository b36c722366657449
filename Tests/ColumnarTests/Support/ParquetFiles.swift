import Columnar

/// Writes columns as one Parquet file.
@discardableResult
func write(
    _ columns: [ColumnVector],
    to path: String,
    options: ParquetWriterOptions = ParquetWriterOptions()
) async throws -> ParquetSummary {
    let batch = try RecordBatch(columns)
    let writer = try ParquetWriter(path: path, schema: batch.schema, options: options)
    try await writer.write(batch)
    return try await writer.close()
}
