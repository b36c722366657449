import Columnar
import DeltaLog

/// Keys that are looked for in a table.
struct KeyProbes: Sendable {
    /// A row of a file whose key is one of those looked for.
    struct Hit: Sendable {
        /// Which of the keys.
        let probe: Int
        let file: AddFile
        /// The row's position in the file.
        let position: Int
    }

    /// Keys are compared with a file's bounds one by one only when they are few.
    private static let mostPruned = 64

    let columns: KeyIndex.Columns
    let keys: RecordBatch
    /// The keys in the order of their hashes.
    let order: [Int]
    let hashes: [UInt64]
    private let bounds: [[FileBounds.Bound?]]
    private let extremes: [FileBounds.Range]

    /// The keys of a batch's rows.
    init(_ batch: RecordBatch, primaryKey: [String]) throws {
        columns = KeyIndex.Columns(primaryKey)
        keys = try columns.keys(of: batch)
        let unordered = try keys.rowHashes()
        order = unordered.indices.sorted { unordered[$0] < unordered[$1] }
        hashes = order.map { unordered[$0] }
        let vectors = keys.columns
        let few = batch.count <= Self.mostPruned
        bounds = few ? (0..<batch.count).map { row in vectors.map { .init($0.value(at: row)) } } : []
        extremes = few ? [] : vectors.map(Self.extremes)
    }

    /// The cells of a key.
    func key(_ probe: Int) -> [Value] {
        keys.columns.map { $0.value(at: probe) }
    }

    /// Whether a file with some bounds may have any of the keys.
    func mayBe(in file: FileBounds) -> Bool {
        if bounds.isEmpty {
            return zip(columns.names, extremes).allSatisfy { file.mayContain($0, from: $1.low, to: $1.high) }
        }
        return bounds.contains { key in
            zip(columns.names, key).allSatisfy { file.mayContain($0, from: $1, to: $1) }
        }
    }

    /// Two rows with one key.
    func firstRepeated() -> (first: Int, second: Int)? {
        var best: (first: Int, second: Int)?
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, hashes[end] == hashes[start] { end += 1 }
            if end - start > 1, let pair = repeated(order[start..<end].sorted()), pair.second < best?.second ?? .max {
                best = pair
            }
            start = end
        }
        return best
    }

    private func repeated(_ probes: [Int]) -> (first: Int, second: Int)? {
        var seen: [[Value]: Int] = [:]
        for probe in probes {
            let key = key(probe)
            if let first = seen[key] { return (first, probe) }
            seen[key] = probe
        }
        return nil
    }

    private static func extremes(_ column: ColumnVector) -> FileBounds.Range {
        let values = (0..<column.count).map { FileBounds.Bound(column.value(at: $0)) }
        var range = FileBounds.Range()
        guard !values.contains(nil) else { return range }
        for value in values.compactMap(\.self) {
            range.low = range.low.map { FileBounds.lesser($0, value) } ?? value
            range.high = range.high.map { FileBounds.greater($0, value) } ?? value
        }
        return range
    }
}
