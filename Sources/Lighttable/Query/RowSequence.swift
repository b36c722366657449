import Columnar
import DeltaLog

/// Rows of a table or query, read as they are asked for.
///
/// ```swift
/// for try await row in try table.rows() { print(row["title"]) }
/// ```
public struct RowSequence: AsyncSequence, Sendable {
    /// The columns of every row.
    public var columns: [Column] { scan.columns }
    let scan: TableScan
    let limit: Int?
    /// The query whose rows are put in order.
    var sorted: Query?

    /// An iterator from the first row on.
    public func makeAsyncIterator() -> Iterator {
        Iterator(scan: scan, remaining: limit ?? .max, sorted: sorted)
    }

    /// Reads one row after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let scan: TableScan
        private var remaining: Int
        /// The next file, or the next piece of rows in order.
        private var nextFile = 0
        private var file: FileScan?
        private var batch: [ColumnVector] = []
        private var batchCount = 0
        private var position = 0
        private let sorted: Query?
        private var sortedRows: SortedRows?

        init(scan: TableScan, remaining: Int, sorted: Query?) {
            self.scan = scan
            self.remaining = remaining
            self.sorted = sorted
        }

        /// The next row, `nil` at the end.
        ///
        /// - Throws: A ``LighttableError`` when a file is missing or damaged, `CancellationError` when the task is
        ///   cancelled.
        public mutating func next() async throws -> Row? {
            guard remaining > 0 else { return nil }
            while position == batchCount {
                guard try await advance() else { return nil }
            }
            defer { position += 1 }
            remaining -= 1
            let values = scan.columns.indices.map { batch[$0].value(at: position) }
            let id = scan.hasRowIDs ? batch[scan.columns.count].value(at: position).intValue : nil
            return Row(id: id.map(RowID.init(rawValue:)), columns: scan.columns, values: values)
        }

        /// Moves to the next batch of this or the next file.
        private mutating func advance() async throws -> Bool {
            while true {
                if let sorted {
                    guard let rows = try await nextSorted(sorted) else { return false }
                    begin(rows)
                    return true
                }
                if let rows = try await nextBatch() {
                    begin(rows)
                    return true
                }
                guard nextFile < scan.files.count else { return false }
                let next = scan.files[nextFile]
                nextFile += 1
                file = try await LighttableError.wrapping(
                    table: scan.table.name,
                    file: scan.table.path(of: next)
                ) { try scan.open(next) }
            }
        }

        private mutating func begin(_ rows: RecordBatch) {
            batch = rows.columns
            batchCount = rows.count
            position = 0
        }

        private mutating func nextSorted(_ query: Query) async throws -> RecordBatch? {
            let rows = if let sortedRows { sortedRows } else { try await SortedRows(query, hasRowIDs: scan.hasRowIDs) }
            sortedRows = rows
            guard nextFile < rows.pieces else { return nil }
            defer { nextFile += 1 }
            return try rows.piece(nextFile)
        }

        private mutating func nextBatch() async throws -> RecordBatch? {
            guard var current = file else { return nil }
            do {
                let rows = try await current.next()
                file = rows == nil ? nil : current
                return rows
            } catch let error as ColumnarError {
                throw LighttableError(error, file: scan.table.path(of: scan.files[nextFile - 1]))
            }
        }
    }
}
