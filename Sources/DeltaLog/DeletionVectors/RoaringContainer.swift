/// A set of 16-bit numbers, in one of the three forms of Roaring bitmaps
/// (https://github.com/RoaringBitmap/RoaringFormatSpec).
enum RoaringContainer: Sendable, Equatable {
    /// The numbers, ascending.
    case array([UInt16])
    /// One bit for each number there could be.
    case bitset([UInt64])
    /// Runs of consecutive numbers, ascending and apart.
    case runs([ClosedRange<UInt16>])

    /// How many numbers there are.
    var cardinality: Int {
        switch self {
        case .array(let numbers): numbers.count
        case .bitset(let words): words.reduce(0) { $0 + $1.nonzeroBitCount }
        case .runs(let runs): runs.reduce(0) { $0 + $1.count }
        }
    }

    /// Runs a body on every number, in ascending order.
    func visit(_ body: (UInt16) -> Void) {
        switch self {
        case .array(let numbers): for number in numbers { body(number) }
        case .bitset(let words): Self.visit(words, body)
        case .runs(let runs): for run in runs { for number in run { body(number) } }
        }
    }

    private static func visit(_ words: [UInt64], _ body: (UInt16) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(UInt16(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }
}
