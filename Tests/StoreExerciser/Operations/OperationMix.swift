/// Which operations come up how often.
enum OperationMix: String {
    /// All there are, by a process alone.
    case all
    /// What several processes can do to the same table at once.
    case shared

    /// How many keys there are to fight for.
    static let keys = 40

    private var kinds: [Kind] {
        switch self {
        case .all: Kind.allCases
        case .shared:
            [
                .insert, .insertFrom, .contend, .insertTogether, .upsert, .increment, .increment, .increment, .delete,
                .read,
            ]
        }
    }

    private enum Kind: CaseIterable {
        case insert, insertMany, insertFrom, contend, insertTogether, upsert, increment, rename, delete, optimize,
            column, tag
        case restore, read
    }

    /// The next operation of a process on a table that has some columns and tags.
    func operation(process: Int, step: Int, seed: Int, columns: [String], tags: [String]) -> TableOperation {
        var generator = SeededGenerator(seed &* 1_000_003 &+ process &* 10_007 &+ step)
        for _ in 0..<3 { _ = generator.next() }
        // Compaction is rare, as the many small files it needs are.
        if self == .shared, generator.number(0..<40) == 0 { return .optimize }
        let kind = kinds[generator.number(0..<kinds.count)]
        let own = (process + 1) * 1_000_000 + step * 100
        let from = generator.number(0..<Self.keys)
        switch kind {
        case .insert: return .insert([row(own, &generator)])
        case .insertMany: return .insert((0..<generator.number(2..<40)).map { row(own + $0, &generator) })
        case .insertFrom: return .insertFrom((0..<generator.number(1..<40)).map { row(own + $0, &generator) })
        case .contend: return .insert([row(from, &generator)])
        case .insertTogether: return .insertTogether((0..<generator.number(2..<8)).map { row(own + $0, &generator) })
        case .upsert: return .upsert(upserted(own, from, &generator))
        case .increment: return .increment(from: from, to: from + generator.number(1..<4))
        case .rename: return .rename(from: from, to: from + generator.number(1..<20), text: "step \(step)")
        case .delete: return .delete(from: from, to: from + generator.number(1..<3))
        case .optimize: return .optimize
        case .column: return column(step, columns.filter { $0.hasPrefix("extra") }, &generator)
        case .tag: return tags.count < 2 ? .tag("t\(step)") : .removeTag(tags[generator.number(0..<tags.count)])
        case .restore: return tags.isEmpty ? .tag("t\(step)") : .restore(tag: tags[generator.number(0..<tags.count)])
        case .read: return .read
        }
    }

    private func row(_ key: Int, _ generator: inout SeededGenerator) -> Cells {
        let name = generator.number(0..<5) == 0 ? Cell.null : .text("row \(generator.number(0..<1000))")
        return ["id": .int(key), "n": .int(generator.number(0..<10)), "name": name]
    }

    /// A few keys that may exist and one that is new; each second row names only one column beside its key.
    private func upserted(_ own: Int, _ from: Int, _ generator: inout SeededGenerator) -> [Cells] {
        let old = (0..<generator.number(1..<6)).map { from + $0 }
        return (old + [own])
            .map { key in
                var cells = row(key, &generator)
                if generator.number(0..<2) == 0 { cells["n"] = nil }
                return cells
            }
    }

    private func column(_ step: Int, _ extra: [String], _ generator: inout SeededGenerator) -> TableOperation {
        guard let column = extra.randomElement(using: &generator) else { return .addColumn("extra") }
        switch generator.number(0..<3) {
        case 0 where !extra.contains("extra"): return .addColumn("extra")
        case 1: return .renameColumn(column, to: "extra\(step)")
        default: return .dropColumn(column)
        }
    }
}
