import Columnar

/// The temporary file of rows that were given by a caller; it goes away with this.
final class SpooledRows: Sendable {
    let path: String

    private init(path: String) {
        self.path = path
    }

    deinit {
        FileSystem.remove(path)
    }

    /// Writes the rows of a sequence.
    ///
    /// - Throws: A ``LighttableError`` with row and column for a value that no column takes; `CancellationError`.
    static func of<Rows: Sequence & Sendable>(
        _ rows: Rows,
        _ add: @escaping @Sendable (RowSpool, Rows.Element) throws -> Void
    ) async throws -> SpooledRows {
        try await BlockingExecutor(label: "lighttable.rows")
            .run { cancellation in
                let spool = try RowSpool()
                return try finishing(spool) {
                    for row in rows {
                        try cancellation.check()
                        try add(spool, row)
                    }
                }
            }
    }

    /// Writes the rows of an asynchronous sequence.
    ///
    /// - Throws: What the sequence throws; a ``LighttableError`` with row and column for a value that no column takes.
    static func of<Rows: AsyncSequence>(
        _ rows: Rows,
        _ add: (RowSpool, Rows.Element) throws -> Void
    ) async throws -> SpooledRows {
        let spool = try RowSpool()
        do {
            for try await row in rows {
                try Task.checkCancellation()
                try add(spool, row)
            }
        } catch {
            spool.discard()
            throw error
        }
        return try finishing(spool) {}
    }

    private static func finishing(_ spool: RowSpool, _ body: () throws -> Void) throws -> SpooledRows {
        do {
            try body()
            try spool.finish()
        } catch {
            spool.discard()
            throw error
        }
        return SpooledRows(path: spool.path)
    }
}
