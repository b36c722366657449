import Columnar

extension FileScan {
    private static let executor = BlockingExecutor(label: "lighttable.media.properties")

    /// A batch with a column for each of some properties of media, before the column of row ids.
    static func looking(
        at properties: [MediaProperty],
        of batch: RecordBatch,
        hasRowIDs: Bool
    ) async throws -> RecordBatch {
        guard !properties.isEmpty else { return batch }
        let added = try await executor.run { try values(of: properties, in: batch) }
        var columns = batch.schema.fields.indices.map { batch.column(at: $0) }
        columns.insert(contentsOf: added, at: hasRowIDs ? columns.count - 1 : columns.count)
        return try RecordBatch(columns)
    }

    private static func values(of properties: [MediaProperty], in batch: RecordBatch) throws -> [ColumnVector] {
        var files: [String: MediaFile] = [:]
        return try properties.map { property in
            let builder = try ColumnBuilder(property.field)
            guard let uris = batch.column(named: property.column) else {
                throw LighttableError(.columnNotFound, "column '\(property.column)' was not read")
            }
            var known: [String: Value] = [:]
            for row in 0..<batch.count {
                guard let uri = uris.value(at: row).stringValue, var file = files[uri] ?? MediaFile(uri: uri) else {
                    try builder.append(.null)
                    continue
                }
                let value = known[uri] ?? property.value(of: &file)
                known[uri] = value
                files[uri] = file
                try builder.append(value)
            }
            return try builder.finish()
        }
    }
}
