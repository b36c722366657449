import Columnar
import DeltaLog

/// Writes data files again, row by row the same, with other columns.
struct FileRewrite: Sendable {
    let table: Table
    /// The columns of the files that are written.
    let columns: [Column]
    /// The columns of the primary key by their new names; `nil` when they keep theirs.
    var primaryKey: [String]?
    /// Whether rows differ afterwards, rather than only their files.
    let dataChange: Bool
    /// Gives the columns to write for some rows with the columns of the table.
    let transform: @Sendable (RecordBatch) async throws -> [ColumnVector]

    /// The files that take the place of one; each row keeps its id.
    func files(for file: AddFile) async throws -> [AddFile] {
        let rowIDs = DataFileWriter.RowIDs(keeping: RowIdentity.source(of: file))
        let hasIDColumn = if case .column = rowIDs { true } else { false }
        let scan = TableScan(table: table, columns: table.columns, files: [file], hasRowIDs: hasIDColumn)
        let writer = try DataFileWriter(
            folder: table.path,
            columns: columns,
            primaryKey: primaryKey ?? table.primaryKey,
            rowIDs: rowIDs
        )
        do {
            try await scan.forEachBatch(of: file) { batch in
                let ids = hasIDColumn ? [batch.column(at: batch.schema.fields.count - 1)] : []
                try await writer.write(try RecordBatch(try await transform(batch) + ids))
            }
            return try await writer.finish()
                .map { file in
                    var file = file
                    file.dataChange = dataChange
                    return file
                }
        } catch {
            await writer.discard()
            throw error
        }
    }
}

extension DataFileWriter.RowIDs {
    /// Where a file's row ids go when its rows are written again in their order.
    fileprivate init(keeping source: RowIdentity.Source) {
        switch source {
        case .base(let first): self = .from(first)
        case .column: self = .column
        case .none: self = .none
        }
    }
}
