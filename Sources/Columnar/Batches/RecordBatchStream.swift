internal import CArrow

/// Batches of rows that arrive one after the other.
///
/// ```swift
/// for try await batch in try await ParquetFile.batches(at: path) {
///     print(batch.count)
/// }
/// ```
public struct RecordBatchStream: AsyncSequence, Sendable {
    /// The columns of every batch.
    public let schema: Schema
    private let source: ArrayStreamSource

    init(_ stream: ArrowArrayStream) throws {
        source = ArrayStreamSource(stream)
        schema = try source.schema()
    }

    /// An iterator; a stream can be gone through once.
    public func makeAsyncIterator() -> Iterator {
        Iterator(source: source, schema: schema)
    }

    /// Takes one batch after the other from the stream.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate let source: ArrayStreamSource
        fileprivate let schema: Schema

        /// The next batch, `nil` at the end.
        ///
        /// - Throws: A ``ColumnarError`` when reading fails, `CancellationError` when the task is cancelled.
        public mutating func next() async throws -> RecordBatch? {
            let (source, schema) = (source, schema)
            return try await source.executor.run { try source.next().map { RecordBatch($0.value, schema: schema) } }
        }
    }
}
