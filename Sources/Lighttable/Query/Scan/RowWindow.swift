import Columnar

/// Which of the rows that pass a filter are wanted: those of a sample, behind the first few, not more than some.
struct RowWindow: Sendable {
    /// Those that a sample has; `nil` for all.
    private var choice: SampleChoice?
    /// How many more of the first rows are left out.
    var skipping = 0
    /// How many more are wanted.
    var remaining = Int.max

    init(choice: SampleChoice? = nil) {
        self.choice = choice
    }

    /// Whether no more rows are wanted.
    var isExhausted: Bool { remaining <= 0 || choice?.isExhausted == true }

    /// Whether rows are left out before the last one that is wanted.
    var isPartial: Bool { choice != nil || skipping > 0 }

    /// Whether all rows are wanted.
    var isWhole: Bool { !isPartial && remaining == .max }

    /// The rows of a batch that are wanted.
    mutating func taking(_ batch: RecordBatch) throws -> RecordBatch {
        guard var choice else { return try cut(batch) }
        let positions = choice.positions(in: batch.count)
        self.choice = choice
        return try cut(try batch.taking(positions))
    }

    /// Whether none of the next rows is wanted, which are then passed over.
    mutating func passes(over rows: Int) -> Bool {
        if choice != nil { return choice?.passes(over: rows) == true }
        guard rows <= skipping else { return false }
        skipping -= rows
        return true
    }

    private mutating func cut(_ batch: RecordBatch) throws -> RecordBatch {
        let first = min(skipping, batch.count)
        let count = min(batch.count - first, remaining)
        skipping -= first
        remaining -= count
        return try batch.sliced(first..<first + count)
    }
}
