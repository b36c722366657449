import Columnar

/// The rows of a query, batch by batch, as they are asked for.
indirect enum QueryCursor: Sendable {
    /// As they are read.
    case scan(ScanCursor)
    /// In the query's order.
    case sorted(SortedRows)

    /// The scan of a table of which all rows are wanted, in its order or any.
    var wholeScan: TableScan? {
        guard case .scan(let rows) = self else { return nil }
        return rows.wholeScan
    }

    /// The next rows, at least one; `nil` at the end.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    mutating func next() async throws -> RecordBatch? {
        switch self {
        case .scan(var rows):
            defer { self = .scan(rows) }
            return try await rows.next()
        case .sorted(var rows):
            defer { self = .sorted(rows) }
            return try await rows.next()
        }
    }

    /// Gives all batches to a body; while it works, the next is read.
    ///
    /// - Returns: How many rows there were.
    /// - Throws: A ``LighttableError`` when a file cannot be read, and what the body throws.
    consuming func forEachBatch(_ body: (RecordBatch) async throws -> Void) async throws -> Int {
        var count = 0
        var next = try await Self.step(self)
        while let rows = next.batch {
            let cursor = next.cursor
            async let following = Self.step(cursor)
            try await body(rows)
            count += rows.count
            next = try await following
        }
        return count
    }

    /// Moves a cursor on by one batch.
    private static func step(_ cursor: QueryCursor) async throws -> (cursor: QueryCursor, batch: RecordBatch?) {
        var cursor = cursor
        let batch = try await cursor.next()
        return (cursor, batch)
    }
}
