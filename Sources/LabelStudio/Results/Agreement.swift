import JSON
import Lighttable

/// How far annotations of a row say the same, from 0 to 1.
///
/// Each two annotations are compared control by control, and the mean of all is the row's. Regions and spans of one
/// label are paired by their overlap, the largest first; twice the sum of the overlaps over the number of regions is
/// their agreement, so that what only one has counts as a mistake (the Dice coefficient, with overlaps for matches).
/// Other answers are compared as sets: what both have over what either has (the Jaccard index).
enum Agreement {
    /// The agreement of a row.
    ///
    /// - Parameters:
    ///   - annotations: All of the row; skipped ones do not count.
    ///   - control: The control whose results are compared; `nil` for all.
    /// - Returns: `nil` with fewer than two annotations.
    /// - Throws: A ``Annotation/Malformation``.
    static func of(_ annotations: [Annotation], control: String?) throws(Annotation.Malformation) -> Double? {
        let finished = annotations.finished
        guard finished.count >= 2 else { return nil }
        let pairs = try pairs(finished, control)
        return pairs.reduce(0) { $0 + $1.agreement } / Double(pairs.count)
    }

    /// Each two annotations by their places, and how far they agree.
    ///
    /// - Throws: A ``Annotation/Malformation``.
    static func pairs(
        _ annotations: [Annotation],
        _ control: String?
    ) throws(Annotation.Malformation) -> [(first: Int, second: Int, agreement: Double)] {
        var marks: [[String: Marks]] = []
        for annotation in annotations { marks.append(try Marks.byControl(annotation.results, control)) }
        return marks.indices.flatMap { first in
            marks.indices.dropFirst(first + 1).map { (first, $0, of(marks[first], marks[$0])) }
        }
    }

    private static func of(_ first: [String: Marks], _ second: [String: Marks]) -> Double {
        let controls = Set(first.keys).union(second.keys)
        guard !controls.isEmpty else { return 1 }
        let sum = controls.reduce(0) { $0 + of(first[$1] ?? Marks(), second[$1] ?? Marks()) }
        return sum / Double(controls.count)
    }

    /// The agreement about one control: of what was marked and what was answered, by their numbers.
    private static func of(_ first: Marks, _ second: Marks) -> Double {
        let marked = Double(first.extents.count + second.extents.count)
        let answered = Double(first.answers.count + second.answers.count)
        guard marked + answered > 0 else { return 1 }
        let either = first.answers.union(second.answers).count
        let shared = either == 0 ? 0 : Double(first.answers.intersection(second.answers).count) / Double(either)
        let matched = marked == 0 ? 0 : 2 * overlap(first.extents, second.extents) / marked
        return (matched * marked + shared * answered) / (marked + answered)
    }

    /// The sum of the overlaps of pairs, each mark in one at most.
    private static func overlap(_ first: [Marks.Extent], _ second: [Marks.Extent]) -> Double {
        var pairs: [(first: Int, second: Int, overlap: Double)] = []
        for (left, one) in first.enumerated() {
            for (right, other) in second.enumerated() where one.label == other.label {
                pairs.append((left, right, one.overlap(with: other)))
            }
        }
        pairs.sort { ($1.overlap, $0.first, $0.second) < ($0.overlap, $1.first, $1.second) }
        var (left, right, sum) = (Set<Int>(), Set<Int>(), 0.0)
        for pair in pairs where !left.contains(pair.first) && !right.contains(pair.second) {
            left.insert(pair.first)
            right.insert(pair.second)
            sum += pair.overlap
        }
        return sum
    }
}
