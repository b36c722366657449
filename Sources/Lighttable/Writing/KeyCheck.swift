import Columnar

/// Finds out whether the key columns of new rows are unique, with eight bytes of memory a row.
///
/// It keeps a hash of each key; only keys whose hashes meet are compared themselves, by reading them again.
struct KeyCheck: Sendable {
    let columns: [Int]
    private(set) var hashes: [UInt64] = []

    init(columns: [Int]) {
        self.columns = columns
    }

    /// Adds a batch's keys.
    mutating func add(_ batch: RecordBatch) throws {
        guard !columns.isEmpty else { return }
        hashes += try RecordBatch(columns.map { batch.column(at: $0) }).rowHashes()
    }

    /// The hashes that occur more than once.
    func repeatedHashes() -> Set<UInt64> {
        let sorted = hashes.sorted()
        return Set(zip(sorted, sorted.dropFirst()).filter { $0 == $1 }.map(\.0))
    }
}
