/// Finds what somebody may have meant by a name that does not exist.
public enum NearestName {
    /// The name nearest to what was written, `nil` when none is near.
    ///
    /// Near is an edit distance (Damerau and Levenshtein's, in which two letters that swapped places count once) of at
    /// most a third of the length, case left aside.
    public static func suggestion(for written: String, among names: [String]) -> String? {
        let limit = written.count < 2 ? 0 : max(1, written.count / 3)
        let folded = Array(written.lowercased())
        let ranked = names.map { (name: $0, distance: distance(folded, Array($0.lowercased()))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= limit else { return nil }
        return best.name
    }

    /// What to say of a name that does not exist: the nearest, or all there are.
    public static func hint(for written: String, among names: [String]) -> String {
        suggestion(for: written, among: names).map { "did you mean `\($0)`?" }
            ?? "there are \(names.joined(separator: ", "))"
    }

    private static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var rows = [Array(0...right.count)]
        for (i, letter) in left.enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                let substituted = rows[i][j] + (letter == other ? 0 : 1)
                var best = min(substituted, row[j] + 1, rows[i][j + 1] + 1)
                if i > 0, j > 0, letter == right[j - 1], left[i - 1] == other {
                    best = min(best, rows[i - 1][j - 1] + 1)
                }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
