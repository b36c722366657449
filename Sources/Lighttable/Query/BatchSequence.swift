public import Columnar

/// The rows of a query as Arrow has them, read as they are asked for.
///
/// ```swift
/// for try await batch in try table.query().batches() { print(batch.count) }
/// ```
public struct BatchSequence: AsyncSequence, Sendable {
    /// The columns of every batch.
    public let schema: Schema
    let query: Query
    let outputs: [OutputColumn]

    /// An iterator from the first row on.
    public func makeAsyncIterator() -> Iterator {
        Iterator(query: query, outputs: outputs)
    }

    /// Reads one batch after the other.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let query: Query
        fileprivate let outputs: [OutputColumn]
        private var cursor: QueryCursor?

        fileprivate init(query: Query, outputs: [OutputColumn]) {
            self.query = query
            self.outputs = outputs
        }

        /// The next rows, `nil` at the end.
        ///
        /// - Throws: A ``LighttableError`` when a file is missing or damaged, `CancellationError` when the task is
        ///   cancelled.
        public mutating func next() async throws -> RecordBatch? {
            var current = if let cursor { cursor } else { try await query.cursor(of: outputs, hasRowIDs: false) }
            defer { cursor = current }
            return try await current.next()
        }
    }
}
