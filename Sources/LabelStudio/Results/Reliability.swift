/// Krippendorff's alpha for nominal data, which any number of people gave to any of the rows.
///
/// Source: Klaus Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C.
struct Reliability {
    /// How often two values stand together in a row, each pair of a row of n values with a weight of 1 / (n - 1).
    private var coincidences: [Pair: Double] = [:]

    private struct Pair: Hashable {
        let first: String
        let second: String
    }

    /// Adds the values of a row.
    mutating func add(_ values: [String]) {
        guard values.count > 1 else { return }
        let weight = 1 / Double(values.count - 1)
        for (place, first) in values.enumerated() {
            for (other, second) in values.enumerated() where other != place {
                coincidences[Pair(first: first, second: second), default: 0] += weight
            }
        }
    }

    /// The alpha; `nil` where no values could be paired, or all are the same, of which it tells nothing.
    var alpha: Double? {
        var totals: [String: Double] = [:]
        for (pair, weight) in coincidences { totals[pair.first, default: 0] += weight }
        let all = totals.values.reduce(0, +)
        let expected = all * all - totals.values.reduce(0) { $0 + $1 * $1 }
        guard expected > 0 else { return nil }
        let observed = coincidences.reduce(0) { $0 + ($1.key.first == $1.key.second ? 0 : $1.value) }
        return 1 - (all - 1) * observed / expected
    }
}
