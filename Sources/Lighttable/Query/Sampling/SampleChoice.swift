/// The rows of a sample, found by their numbers.
struct SampleChoice: Sendable {
    private enum Kind: Sendable {
        /// The numbers, ascending, and how many of them have been passed.
        case numbers([Int], passed: Int)
        /// Those whose hash is below a bound; `nil` for all.
        case below(UInt64?, seed: UInt64)
    }

    private var kind: Kind
    /// The number of the next row.
    private var next = 0

    /// The numbers below a count with the least hashes.
    init(_ rows: Int, of count: Int, seed: UInt64) {
        guard rows < count else {
            kind = .below(nil, seed: seed)
            return
        }
        let least = Self.least(rows, of: count, seed: seed)
        kind = .numbers(least.map(\.number).sorted(), passed: 0)
    }

    /// The numbers with the least hashes; only those below a bound that some more are likely to be below are sorted.
    private static func least(_ rows: Int, of count: Int, seed: UInt64) -> some Collection<(hash: UInt64, number: Int)>
    {
        var likely = Double(rows) + 6 * Double(rows).squareRoot() + 10
        while true {
            let bound = likely < Double(count) ? UInt64(likely / Double(count) * 0x1p64) : .max
            var found: [(hash: UInt64, number: Int)] = []
            for number in 0..<count {
                let hash = hash(number, seed)
                if hash <= bound { found.append((hash, number)) }
            }
            if found.count >= rows {
                found.sort { ($0.hash, $0.number) < ($1.hash, $1.number) }
                return found.prefix(rows)
            }
            likely *= 2
        }
    }

    /// Each number with a probability.
    init(fraction: Double, seed: UInt64) {
        // 1 has no bound, which would be beyond 64 bits.
        kind = .below(fraction < 1 ? UInt64(fraction * 0x1p64) : nil, seed: seed)
    }

    var isExhausted: Bool {
        guard case .numbers(let numbers, let passed) = kind else { return false }
        return passed == numbers.count
    }

    /// The positions of the sample's rows among the next ones, which are then passed.
    mutating func positions(in count: Int) -> [Int] {
        defer { next += count }
        switch kind {
        case .below(nil, _): return Array(0..<count)
        case .below(let bound?, let seed): return (0..<count).filter { Self.hash(next + $0, seed) < bound }
        case .numbers(let numbers, var passed):
            var positions: [Int] = []
            while passed < numbers.count, numbers[passed] < next + count {
                positions.append(numbers[passed] - next)
                passed += 1
            }
            kind = .numbers(numbers, passed: passed)
            return positions
        }
    }

    /// Whether none of the next rows is in the sample, which are then passed.
    mutating func passes(over count: Int) -> Bool {
        guard case .numbers(let numbers, let passed) = kind, passed < numbers.count, numbers[passed] >= next + count
        else { return false }
        next += count
        return true
    }

    /// SplitMix64 (https://prng.di.unimi.it/splitmix64.c) at a place of the sequence that a seed begins.
    private static func hash(_ number: Int, _ seed: UInt64) -> UInt64 {
        mixed(mixed(seed) &+ UInt64(number) &* 0x9e37_79b9_7f4a_7c15)
    }

    private static func mixed(_ number: UInt64) -> UInt64 {
        var value = number &+ 0x9e37_79b9_7f4a_7c15
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
