/// Which rows of a data file no longer count, by their positions in the file.
public struct DeletionVector: Sendable, Equatable {
    /// How many rows it hides.
    public let cardinality: Int64
    /// The positions by their upper 48 bits.
    let blocks: [Int: RoaringContainer]

    init(blocks: [Int: RoaringContainer]) {
        self.blocks = blocks
        cardinality = blocks.values.reduce(0) { $0 + Int64($1.cardinality) }
    }

    /// Which rows of a part of the file count, `nil` when all do.
    ///
    /// - Parameter range: positions in the file.
    /// - Returns: for each position whether the row counts
    public func keptRows(of range: Range<Int>) -> [Bool]? {
        guard !range.isEmpty, range.lowerBound >= 0 else { return nil }
        var kept: [Bool]?
        for block in (range.lowerBound >> 16)...((range.upperBound - 1) >> 16) {
            guard let container = blocks[block] else { continue }
            container.visit { low in
                let position = block << 16 | Int(low)
                guard range.contains(position) else { return }
                if kept == nil { kept = [Bool](repeating: true, count: range.count) }
                kept?[position - range.lowerBound] = false
            }
        }
        return kept
    }
}
