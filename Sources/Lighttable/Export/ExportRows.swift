import Columnar
import DeltaLog

/// The rows of an export, batch by batch, in the form that they have in its files.
struct ExportRows: Sendable {
    let columns: [ExportColumn]
    let schema: Schema
    private let outputs: [OutputColumn]
    private let scan: TableScan
    private let query: Query
    /// Gets media from the network.
    private let fetcher: (any SourceFetcher)?

    /// How many rows' media are fetched at once to be copied.
    private static let copiedRows = 1_024

    /// Checks that all columns can be exported.
    ///
    /// - Throws: A ``LighttableError`` that names the column.
    init(
        _ query: Query,
        form: ExportColumn.Form,
        media: ParquetExportOptions.Media? = nil,
        fetcher: (any SourceFetcher)? = nil
    ) throws {
        self.fetcher = fetcher
        outputs = try query.checked()
        scan = try query.scan(of: outputs, hasRowIDs: false)
        guard !scan.columns.isEmpty else {
            throw LighttableError(.invalidOption, "there is no column to export; select at least one")
        }
        columns = try query.columns.map { column in
            let shape = query.documentShapes[column.name]
            return try ExportColumn(query.namingClasses(of: column), form: form, media: media, shape: shape)
        }
        schema = Schema(columns.map(\.field))
        self.query = query
    }

    /// The table's columns that are exported.
    var tableColumns: [Column] { scan.columns }

    /// The table's name.
    var table: String { scan.table.name }

    /// Gives the rows to a body, in their order.
    ///
    /// - Parameters:
    ///   - progress: Is told about each batch.
    ///   - copies: Takes copies of media; `nil` leaves them where they are.
    ///   - whole: Takes a data file of which all rows are wanted, by its path, and returns their number; `nil`, and has
    ///     taken nothing, when it wants batches.
    ///   - body: Takes the rows.
    /// - Returns: Their number.
    /// - Throws: A ``LighttableError`` when a file or medium cannot be read, and what the body throws.
    func forEachBatch(
        _ progress: ExportProgress?,
        _ copies: MediaCopies? = nil,
        whole: ((String) async throws -> Int?)? = nil,
        _ body: (RecordBatch) async throws -> Void
    ) async throws -> Int {
        let total = try await query.countFromLog()
        var count = 0
        func take(_ rows: RecordBatch) async throws {
            try await forEachPiece(of: rows, after: count, copies, body)
            tell(rows.count)
        }
        func tell(_ rows: Int) {
            count += rows
            progress?(ExportProgressUpdate(rows: count, totalRows: total))
        }
        guard let whole, query.takesWholeFiles else {
            return try await query.cursor(of: outputs, hasRowIDs: false).forEachBatch(take)
        }
        for file in scan.files {
            if let rows = try await taken(file, whole) {
                tell(rows)
            } else {
                try await scan.forEachBatch(of: file, take)
            }
        }
        return count
    }

    /// Lets a data file be taken as it is when it holds nothing but rows and columns of the export.
    private func taken(_ file: AddFile, _ whole: (String) async throws -> Int?) async throws -> Int? {
        guard file.deletionVector == nil, scan.computed == nil, scan.columns.allSatisfy({ $0.mapped == nil }),
            scan.table.snapshot.metadata.partitionColumns.isEmpty
        else { return nil }
        try Task.checkCancellation()
        try scan.table.requireLocal(file)
        let path = scan.table.path(of: file)
        return try await LighttableError.wrapping(table: table, file: path) { try await whole(path) }
    }

    /// Media are read in pieces, so that a batch of large pictures does not fill the memory.
    private func forEachPiece(
        of batch: RecordBatch,
        after rows: Int,
        _ copies: MediaCopies?,
        _ body: (RecordBatch) async throws -> Void
    ) async throws {
        let pieces = copies == nil ? batch.count : Self.copiedRows
        let step = columns.contains(where: \.isInline) ? ExportColumn.inlineRows : pieces
        for first in stride(from: 0, to: batch.count, by: step) {
            try Task.checkCancellation()
            let piece = try batch.sliced(first..<min(first + step, batch.count))
            let number = rows + first + 1
            let fetched = try await fetchedMedia(of: piece, firstRow: number, copies)
            let exported = try columns.enumerated()
                .map { try $1.exported(piece.column(at: $0), firstRow: number, copies, fetched) }
            try await body(try RecordBatch(exported))
        }
    }

    /// The media of the network whose contents the export needs.
    private func fetchedMedia(
        of piece: RecordBatch,
        firstRow: Int,
        _ copies: MediaCopies?
    ) async throws -> FetchedMedia? {
        var cells: [FetchedMedia.Cell] = []
        for (index, column) in columns.enumerated() where column.readsFiles(areCopied: copies != nil) {
            let values = piece.column(at: index)
            for row in 0..<piece.count {
                guard let uri = values.value(at: row).stringValue, SourceAddress.isRemote(uri),
                    copies?.has(uri, of: column.column.name) != true
                else { continue }
                cells.append(.init(uri: uri, column: column.column, row: firstRow + row))
            }
        }
        return cells.isEmpty ? nil : try await FetchedMedia(cells, by: fetcher)
    }
}

extension Query {
    /// Whether all rows of the table's files are wanted, in their order.
    fileprivate var takesWholeFiles: Bool {
        guard case .table = source else { return false }
        return filter == nil && sampling == nil && ordering.isEmpty && rowOffset == 0 && rowLimit == nil
    }
}
