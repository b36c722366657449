/// The rows that differ, read as they are asked for.
public struct RowChangeSequence: AsyncSequence, Sendable {
    let plan: DiffPlan

    /// An iterator from the first change on.
    public func makeAsyncIterator() -> Iterator {
        Iterator(cursor: DiffCursor(plan), plan: plan)
    }

    /// Reads one change after the other.
    public struct Iterator: AsyncIteratorProtocol {
        private var cursor: DiffCursor
        private let plan: DiffPlan
        private var differences: ArraySlice<RowDifference> = []

        init(cursor: DiffCursor, plan: DiffPlan) {
            self.cursor = cursor
            self.plan = plan
        }

        /// The next change, `nil` at the end.
        ///
        /// - Throws: A ``LighttableError`` when a file is missing or damaged, `CancellationError` when the task is
        ///   cancelled.
        public mutating func next() async throws -> RowChange? {
            while differences.isEmpty {
                guard let next = try await cursor.next() else { return nil }
                differences = next[...]
            }
            return differences.popFirst().map(plan.change)
        }
    }
}
