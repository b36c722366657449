import Columnar
import DeltaLog

/// Rows of a table or query, read as they are asked for.
///
/// ```swift
/// for try await row in try table.rows() { print(row["title"]) }
/// ```
public struct RowSequence: AsyncSequence, Sendable {
    /// The columns of every row.
    public let columns: [Column]
    let source: Source

    /// What is read.
    enum Source: Sendable {
        case scan(TableScan)
        case query(Query)

        func cursor() async throws -> QueryCursor {
            switch self {
            case .scan(let scan): .scan(ScanCursor(scan, RowWindow()))
            case .query(let query): try await query.cursor(of: query.outputs, hasRowIDs: true)
            }
        }
    }

    /// An iterator from the first row on.
    public func makeAsyncIterator() -> Iterator {
        Iterator(columns: columns, source: source)
    }

    /// Reads one row after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private let columns: [Column]
        private let source: Source
        private var cursor: QueryCursor?
        private var batch: [ColumnVector] = []
        private var batchCount = 0
        private var position = 0

        init(columns: [Column], source: Source) {
            self.columns = columns
            self.source = source
        }

        /// The next row, `nil` at the end.
        ///
        /// - Throws: A ``LighttableError`` when a file is missing or damaged, `CancellationError` when the task is
        ///   cancelled.
        public mutating func next() async throws -> Row? {
            if position == batchCount {
                guard try await advance() else { return nil }
            }
            defer { position += 1 }
            let values = columns.indices.map { batch[$0].value(at: position) }
            let id = batch.count > columns.count ? batch[columns.count].value(at: position).intValue : nil
            return Row(id: id.map(RowID.init(rawValue:)), columns: columns, values: values)
        }

        private mutating func advance() async throws -> Bool {
            var current = if let cursor { cursor } else { try await source.cursor() }
            // A copy of the cursor would make each step copy what it keeps.
            cursor = nil
            defer { cursor = current }
            guard let rows = try await current.next() else { return false }
            batch = rows.columns
            batchCount = rows.count
            position = 0
            return true
        }
    }
}

extension RowSequence {
    /// All rows of a scan.
    init(scan: TableScan) {
        self.init(columns: scan.columns, source: .scan(scan))
    }
}
