import Lighttable

/// How much two marks have in common: their intersection over their union, from 0 to 1.
enum Overlap {
    /// On so many lines outlines are compared; what is measured is good to about a hundredth.
    private static let lines = 256

    static func of(_ first: Span, _ second: Span) -> Double {
        guard first.place == second.place else { return 0 }
        let union = max(first.end, second.end) - min(first.start, second.start)
        guard union > 0 else { return 1 }
        return max(0, min(first.end, second.end) - max(first.start, second.start)) / union
    }

    /// The overlap of two outlines; where they cross themselves, what is within an odd number of times counts.
    static func of(_ first: [Region.Point], _ second: [Region.Point]) -> Double {
        let heights = (first + second).map(\.y)
        guard let top = heights.min(), let bottom = heights.max(), top < bottom else { return first == second ? 1 : 0 }
        var (common, either) = (0.0, 0.0)
        for line in 0..<lines {
            let y = top + (bottom - top) * (Double(line) + 0.5) / Double(lines)
            let (inFirst, inSecond) = (crossings(first, y), crossings(second, y))
            let shared = self.shared(inFirst, inSecond)
            common += shared
            either += length(inFirst) + length(inSecond) - shared
        }
        return either > 0 ? common / either : 0
    }

    /// Where a line enters and leaves an outline, by turns.
    private static func crossings(_ outline: [Region.Point], _ y: Double) -> [Double] {
        var places: [Double] = []
        for (index, end) in outline.enumerated() {
            let start = outline[index == 0 ? outline.count - 1 : index - 1]
            guard (start.y <= y) != (end.y <= y) else { continue }
            places.append(start.x + (y - start.y) / (end.y - start.y) * (end.x - start.x))
        }
        return places.sorted()
    }

    private static func length(_ places: [Double]) -> Double {
        stride(from: 0, to: places.count - 1, by: 2).reduce(0) { $0 + places[$1 + 1] - places[$1] }
    }

    /// The length that two lists of turns have in common.
    private static func shared(_ first: [Double], _ second: [Double]) -> Double {
        var (left, right, length) = (0, 0, 0.0)
        while left + 1 < first.count, right + 1 < second.count {
            length += max(0, min(first[left + 1], second[right + 1]) - max(first[left], second[right]))
            if first[left + 1] < second[right + 1] { left += 2 } else { right += 2 }
        }
        return length
    }
}
