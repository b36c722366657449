import Columnar
import DeltaLog

/// Writes data files again, row by row the same, with other columns.
struct FileRewrite: Sendable {
    let table: Table
    /// The columns of the files that are written.
    let columns: [Column]
    /// Whether rows differ afterwards, rather than only their files.
    let dataChange: Bool
    /// Gives the columns to write for some rows with the columns of the table.
    let transform: @Sendable (RecordBatch) throws -> [ColumnVector]

    /// The files that take the place of one; each row keeps its id.
    func files(for file: AddFile) async throws -> [AddFile] {
        let source = RowIdentity.source(of: file)
        let hasIDColumn = if case .column = source { true } else { false }
        let scan = TableScan(table: table, columns: table.columns, files: [file], hasRowIDs: hasIDColumn)
        let writer = try DataFileWriter(folder: table.path, columns: columns, rowIDs: hasIDColumn ? .column : .none)
        var written: [AddFile] = []
        do {
            try await scan.forEachBatch(of: file) { batch in
                let ids = hasIDColumn ? [batch.column(at: batch.schema.fields.count - 1)] : []
                try await writer.write(try RecordBatch(try transform(batch) + ids))
            }
            written = try await writer.finish()
        } catch {
            await writer.discard()
            throw error
        }
        return named(written, from: source)
    }

    private func named(_ files: [AddFile], from source: RowIdentity.Source) -> [AddFile] {
        var base: Int? = if case .base(let first) = source { first } else { nil }
        return files.map { file in
            var file = file
            file.dataChange = dataChange
            if let first = base {
                file.tags = (file.tags ?? [:]).merging([RowIdentity.baseTag: String(first)]) { $1 }
                base = first + Int(file.statistics?.numRecords ?? 0)
            }
            return file
        }
    }
}
