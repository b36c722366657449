import Columnar

/// Rows in memory, found by their ids.
struct RowIndex {
    /// Rows of a batch whose counterparts follow on one another in a batch of the index, too.
    struct Run {
        let rows: Range<Int>
        let batch: Int
        let start: Int
    }

    let batches: [RecordBatch]
    /// The position of each batch's first row among all rows.
    private let starts: [Int]
    let count: Int
    /// Whether ids do not lead to all rows.
    let hasRowsWithoutID: Bool
    /// The ids in the order of the rows, when it is their own order.
    private let ascending: [Int]
    private let positions: [Int: Int]

    init(_ batches: [RecordBatch], usesIDs: Bool) {
        self.batches = batches
        var starts: [Int] = []
        var ids: [Int] = []
        var count = 0
        var isAscending = usesIDs
        for batch in batches {
            starts.append(count)
            count += batch.count
            if usesIDs { isAscending = Self.append(batch, to: &ids) && isAscending }
        }
        self.starts = starts
        self.count = count
        hasRowsWithoutID = !usesIDs || ids.contains(Self.none)
        ascending = isAscending ? ids : []
        let pairs = isAscending ? [] : ids.enumerated().filter { $0.element != Self.none }
        positions = Dictionary(pairs.map { ($0.element, $0.offset) }) { first, _ in first }
    }

    private static let none = -1

    /// The row at a position.
    func row(_ position: Int) -> BatchRow {
        let batch = batchIndex(of: position)
        return BatchRow(batch: batches[batch], index: position - starts[batch])
    }

    /// The positions of the rows that have the ids of a batch; -1 for those that are not there.
    func positions(of batch: RecordBatch) -> [Int] {
        var ids: [Int] = []
        _ = Self.append(batch, to: &ids)
        var guess = 0
        return ids.map { id in
            guard id != Self.none else { return Self.none }
            guard !ascending.isEmpty else { return positions[id] ?? Self.none }
            guess = ascending.position(of: id, guess: guess)
            return guess < count && ascending[guess] == id ? guess : Self.none
        }
    }

    /// The stretches in which both rows and positions follow on one another.
    func runs(_ positions: [Int]) -> [Run] {
        var runs: [Run] = []
        var first = 0
        while first < positions.count {
            guard positions[first] >= 0 else {
                first += 1
                continue
            }
            let batch = batchIndex(of: positions[first])
            let end = starts[batch] + batches[batch].count
            var last = first + 1
            while last < positions.count, positions[last] == positions[last - 1] + 1, positions[last] < end {
                last += 1
            }
            runs.append(Run(rows: first..<last, batch: batch, start: positions[first] - starts[batch]))
            first = last
        }
        return runs
    }

    private func batchIndex(of position: Int) -> Int {
        starts.partitioningIndex { $0 > position } - 1
    }

    /// Adds a batch's ids; returns whether they are all there and in their own order.
    private static func append(_ batch: RecordBatch, to ids: inout [Int]) -> Bool {
        let column = batch.column(at: batch.schema.fields.count - 1)
        var previous = ids.last ?? none
        var isAscending = true
        ids.reserveCapacity(ids.count + batch.count)
        column.withInt64s { values in
            for (index, value) in values.enumerated() {
                let id = column.isNull(at: index) ? none : Int(value)
                isAscending = isAscending && id > previous
                previous = id
                ids.append(id)
            }
        }
        return isAscending
    }
}

extension [Int] {
    /// Where a number is in ascending order, or would be; fastest when that is at or just after the guess.
    fileprivate func position(of number: Int, guess: Int) -> Int {
        if guess < count, self[guess] == number { return guess }
        if guess + 1 < count, self[guess + 1] == number { return guess + 1 }
        return partitioningIndex { $0 >= number }
    }

    /// The first index from which on a condition is true.
    fileprivate func partitioningIndex(_ condition: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
