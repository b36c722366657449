import Columnar

/// Merges runs of sorted rows, of each of which a block is in memory.
///
/// Equal rows come in the order of the runs.
struct RunMerge: Sendable {
    /// How many rows of a run are read at once.
    static let blockRows = 16_384

    /// A run, and those of its rows that were read and are still to come.
    private struct Run: Sendable {
        var blocks: RecordBatchStream.Iterator
        var rows: RecordBatch?
    }

    private let keys: [SortColumn]
    /// Holds the files.
    private let spill: SortSpill
    private var runs: [Run]

    /// - Throws: A ``LighttableError`` when a run cannot be read.
    init(_ spill: SortSpill, by keys: [SortColumn]) throws {
        self.spill = spill
        self.keys = keys
        runs = try spill.runs().map { Run(blocks: $0) }
    }

    /// The next rows in order, at least one; `nil` at the end.
    ///
    /// - Throws: A ``LighttableError`` when a run cannot be read.
    mutating func next() async throws -> RecordBatch? {
        try await load()
        guard runs.count > 1 else {
            defer { if !runs.isEmpty { runs[0].rows = nil } }
            return runs.first?.rows
        }
        let blocks = runs.compactMap(\.rows)
        let all = try RecordBatch.joined(blocks)
        let positions = try all.sortedPositions(by: keys)
        let ends = blocks.reduce(into: []) { ends, block in ends.append((ends.last ?? 0) + block.count) }
        // What comes behind the last row of a block may have to wait for the run's next one.
        let last = Set(ends.map { $0 - 1 })
        let ready = positions.prefix { !last.contains($0) }.count + 1
        let merged = Array(positions.prefix(ready))
        try drop(merged, ends)
        return try all.taking(merged)
    }

    /// Reads the next block of each run of which nothing is left in memory, and forgets runs that are over.
    private mutating func load() async throws {
        for index in runs.indices where runs[index].rows == nil {
            var run = runs[index]
            run.rows = try await run.blocks.next()
            runs[index] = run
        }
        runs.removeAll { $0.rows == nil }
    }

    /// Drops the rows that were merged, which are the first ones of their runs.
    private mutating func drop(_ merged: [Int], _ ends: [Int]) throws {
        var counts = [Int](repeating: 0, count: ends.count)
        for position in merged { counts[ends.partitioningIndex { $0 > position }] += 1 }
        for (index, count) in counts.enumerated() {
            guard let rows = runs[index].rows else { continue }
            runs[index].rows = count == rows.count ? nil : try rows.sliced(count..<rows.count)
        }
    }
}
