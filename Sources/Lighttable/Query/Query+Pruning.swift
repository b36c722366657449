import DeltaLog

extension Query {
    /// Data files of which the log or the indices of keys tell that no row passes the filter, by the condition that tells it.
    struct PrunedFiles: Sendable {
        let condition: Expression
        var count: Int
    }

    /// The data files that may have rows of the query, and why the others have none.
    var candidates: (files: [AddFile], pruned: [PrunedFiles]) {
        guard case .table = source else { return ([], []) }
        guard let filter else { return (table.snapshot.files, []) }
        let (conditions, memory) = (filter.conjuncts, TableMemory.of(table))
        var counts = [Int](repeating: 0, count: conditions.count)
        var files = table.snapshot.files.filter { file in
            let bounds = memory.bounds(of: file, in: table)
            guard let cause = conditions.firstIndex(where: { !$0.mayMatch(bounds) }) else { return true }
            counts[cause] += 1
            return false
        }
        var pruned = zip(conditions, counts).filter { $0.1 > 0 }.map { PrunedFiles(condition: $0, count: $1) }
        guard files.count > 1, let keys = KeyFilter(conditions, of: table) else { return (files, pruned) }
        let count = files.count
        files = files.filter { keys.mayMatch($0, of: table, memory) }
        if files.count < count { pruned.append(PrunedFiles(condition: keys.condition, count: count - files.count)) }
        return (files, pruned)
    }
}

extension Expression {
    /// The conditions that all have to be true for this one to be.
    var conjuncts: [Expression] {
        guard case .binary(.and, let left, let right) = self else { return [self] }
        return left.conjuncts + right.conjuncts
    }
}
