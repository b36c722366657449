import Columnar

extension FileScan {
    /// A batch with a column for each property of media that the scan asks for, before the column of row ids.
    static func lookingAtMedia(_ batch: RecordBatch, _ scan: TableScan) async throws -> RecordBatch {
        guard !scan.properties.isEmpty else { return batch }
        let added = try await scan.properties.concurrentMap { property in
            try await executor(property).run { try values(of: property, in: batch) }
        }
        var columns = batch.schema.fields.indices.map { batch.column(at: $0) }
        columns.insert(contentsOf: added, at: scan.hasRowIDs ? columns.count - 1 : columns.count)
        return try RecordBatch(columns)
    }

    private static func executor(_ property: MediaProperty) -> BlockingExecutor {
        BlockingExecutor(label: "lighttable.media.\(property.function.rawValue)")
    }

    private static func values(of property: MediaProperty, in batch: RecordBatch) throws -> ColumnVector {
        let builder = try ColumnBuilder(property.field)
        guard let uris = batch.column(named: property.column) else {
            throw LighttableError(.columnNotFound, "column '\(property.column)' was not read")
        }
        var known: [String: Value] = [:]
        for row in 0..<batch.count {
            guard let uri = uris.value(at: row).stringValue else {
                try builder.append(.null)
                continue
            }
            let value = known[uri] ?? property.value(of: uri)
            known[uri] = value
            try builder.append(value)
        }
        return try builder.finish()
    }
}
