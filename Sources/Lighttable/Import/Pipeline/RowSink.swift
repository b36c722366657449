import Columnar

/// Where the rows of an import go.
protocol RowSink: Sendable {
    /// The columns that batches must have, in order; `nil` for those of the source.
    var columns: [Column]? { get }

    /// Makes ready for rows; those of a former pass are void.
    func begin(_ columns: [Column], primaryKey: [String]) async throws

    /// What is wrong with rows that cannot be taken though their cells fit; at most one thing of each.
    func refused(_ batch: RecordBatch, _ numbers: RowNumbers) async throws -> [RowFailure]

    /// Takes rows, which have these numbers in the source.
    func write(_ batch: RecordBatch, _ numbers: RowNumbers) async throws

    /// Removes what was written and is not committed, and waits for what is being written.
    func discard() async
}

extension RowSink {
    func refused(_ batch: RecordBatch, _ numbers: RowNumbers) async throws -> [RowFailure] { [] }

    func discard() async {}
}

/// Takes rows that are only looked at.
struct DrySink: RowSink {
    var columns: [Column]? { nil }

    func begin(_ columns: [Column], primaryKey: [String]) {}

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) {}
}

/// The 0-based numbers that the rows of a batch have in the source.
struct RowNumbers: Sendable {
    let first: Int
    /// The positions after the first, where rows between them were left out.
    var kept: [Int]?

    subscript(position: Int) -> Int { first + (kept?[position] ?? position) }
}
