import Columnar
import DeltaLog

/// Which columns of which files of a table to read, and which rows to keep.
struct TableScan: Sendable {
    let table: Table
    let columns: [Column]
    var files: [AddFile]
    var filter: [FilterStep] = []
    /// The columns, where some are computed.
    var computed: [OutputColumn]?
    /// The table's columns that are read for those that are computed.
    var inputs: [Column] = []
    /// A condition that the filter implies: row groups in whose rows it is nowhere true are not read.
    var condition: Expression?
    /// The calls of functions that the filter needs, and those that computed columns need of the rows that it keeps.
    var filterCalls: [FunctionCall] = []
    var calls: [FunctionCall] = []
    /// Columns that only the filter looks at.
    var filterColumns: [Column] = []
    /// The names of the columns that the filter and computed columns look at.
    var operands: Set<String> = []
    /// The names of columns of text that may come as dictionaries.
    var dictionaries: Set<String> = []
    /// Whether batches end with the column of row ids.
    var hasRowIDs = false
    /// Whether checksums are also looked at where they were right before.
    var verifiesAgain = false
    /// Whether other files are read at the same time.
    var isOneOfSeveral = false

    /// Whether the files that are read at the same time have work for all cores.
    var isOneOfMany: Bool { isOneOfSeveral && files.count >= Processors.count }

    /// All columns that are read, without the row ids.
    var readColumns: [Column] { (computed == nil ? columns : inputs) + filterColumns }

    /// The schema of the batches.
    func schema() throws -> Schema {
        let fields = try columns.map { try $0.arrowField() }
        return Schema(hasRowIDs ? fields + [Self.rowIDField] : fields)
    }

    static let rowIDField = Field(RowIdentity.column, .int64)

    /// The rows of one file, batch by batch, given to a body; while it works, the next batch is read.
    func forEachBatch(of file: AddFile, _ body: (RecordBatch) async throws -> Void) async throws {
        let path = table.path(of: file)
        try await LighttableError.wrapping(table: table.name, file: path) {
            var next = try await Self.step(try open(file))
            while let rows = next.batch {
                let scan = next.scan
                async let following = Self.step(scan)
                try await body(rows)
                next = try await following
            }
        }
    }

    /// Moves a scan on by one batch.
    private static func step(_ scan: FileScan) async throws -> (scan: FileScan, batch: RecordBatch?) {
        var scan = scan
        let batch = try await scan.next()
        return (scan, batch)
    }

    /// Opens one file.
    func open(_ file: AddFile) throws -> FileScan {
        try table.requireLocal(file)
        return try FileScan(scan: self, file: file, path: table.path(of: file), readColumns: readColumns)
    }
}
