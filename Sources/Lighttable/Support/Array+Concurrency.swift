extension Array where Element: Sendable {
    /// What a body makes of each element, in order.
    ///
    /// - Parameters:
    ///   - limit: How many run at once; by default as many as there are processors, and one that uses what the others leave
    ///     while they wait.
    ///   - body: Makes something of an element.
    /// - Returns: What it made.
    /// - Throws: What the body throws.
    package func concurrentMap<Result: Sendable>(
        atOnce limit: Int? = nil,
        _ body: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        guard count > 1 else {
            guard let first else { return [] }
            return [try await body(first)]
        }
        return try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: count)
            var next = 0
            for _ in 0..<Swift.min(count, limit ?? Processors.count + 1) {
                let index = next
                group.addTask { (index, try await body(self[index])) }
                next += 1
            }
            while let (index, result) = try await group.next() {
                results[index] = result
                guard next < count else { continue }
                let following = next
                group.addTask { (following, try await body(self[following])) }
                next += 1
            }
            return results.compactMap(\.self)
        }
    }
}
