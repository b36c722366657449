import Columnar

/// Compares the rows of one group: the older ones are in memory, the newer ones come batch by batch.
struct GroupComparison {
    private let plan: DiffPlan
    private let older: RowIndex
    private var isMatched: [Bool]
    /// New rows that no id leads to an old row.
    private var unmatched: [(row: BatchRow, hash: UInt64)] = []
    /// Whether rows may have to be matched by key.
    private let hasStrangers: Bool

    init(_ plan: DiffPlan, before batches: [RecordBatch]) {
        self.plan = plan
        older = RowIndex(batches, usesIDs: plan.matchesIDs)
        isMatched = [Bool](repeating: false, count: older.count)
        hasStrangers = older.hasRowsWithoutID
    }

    /// The differences in the next rows of the second version.
    mutating func differences(of batch: RecordBatch) throws -> [RowDifference] {
        let positions = older.positions(of: batch)
        let differs = try differingRows(batch, positions)
        var found: [RowDifference] = []
        var hashes: [UInt64]?
        for (index, position) in positions.enumerated() {
            if position >= 0 {
                isMatched[position] = true
                guard differs[index] != 0 else { continue }
                found.append(.changed(from: older.row(position), to: BatchRow(batch: batch, index: index)))
            } else {
                let row = BatchRow(batch: batch, index: index)
                guard hasStrangers || row.id == nil else {
                    found.append(.added(row))
                    continue
                }
                let known = try hashes ?? self.hashes(batch) { $0.after }
                hashes = known
                unmatched.append((row, known[index]))
            }
        }
        return found
    }

    /// The differences that only show when all rows have been seen.
    mutating func rest() throws -> [RowDifference] {
        var found = unmatched.isEmpty ? [] : try matchByKey()
        for position in isMatched.indices where !isMatched[position] {
            found.append(.removed(older.row(position)))
        }
        return found
    }

    /// Marks the rows of a batch whose old row has other cells.
    private func differingRows(_ batch: RecordBatch, _ positions: [Int]) throws -> [UInt8] {
        var differs = [UInt8](repeating: 0, count: batch.count)
        for run in older.runs(positions) {
            for pair in plan.pairs { try mark(pair, batch, run, &differs) }
        }
        return differs
    }

    private func mark(_ pair: DiffPlan.Pair, _ batch: RecordBatch, _ run: RowIndex.Run, _ differs: inout [UInt8]) throws
    {
        let new = batch.column(at: pair.after)
        let old = pair.before.map { older.batches[run.batch].column(at: $0) }
        if let old, pair.conversion == nil, old.field.type == new.field.type {
            try differs.withUnsafeMutableBufferPointer { buffer in
                let part = UnsafeMutableBufferPointer(rebasing: buffer[run.rows])
                try new.markDifferences(in: run.rows, from: old, at: run.start, in: part)
            }
        } else {
            for row in run.rows where differs[row] == 0 {
                let before = BatchRow(batch: older.batches[run.batch], index: run.start + row - run.rows.lowerBound)
                differs[row] = plan.differ(pair, before, BatchRow(batch: batch, index: row)) ? 1 : 0
            }
        }
    }

    /// Finds for new rows the old ones of the same key where one of the two has no id, or ids mean nothing.
    private mutating func matchByKey() throws -> [RowDifference] {
        var candidates: [UInt64: [Int]] = [:]
        let hashes = try older.batches.flatMap { try self.hashes($0) { $0.before } }
        for position in isMatched.indices.reversed() where !isMatched[position] {
            candidates[hashes[position], default: []].append(position)
        }
        var found: [RowDifference] = []
        for (row, hash) in unmatched {
            guard let choice = candidates[hash]?.lastIndex(where: { isSame(older.row($0), row) }),
                let position = candidates[hash]?.remove(at: choice)
            else {
                found.append(.added(row))
                continue
            }
            isMatched[position] = true
            let before = older.row(position)
            guard !plan.isKeyWholeRow || plan.pairs.contains(where: { $0.before == nil }) else { continue }
            if plan.pairs.contains(where: { plan.differ($0, before, row) }) {
                found.append(.changed(from: before, to: row))
            }
        }
        return found
    }

    private func isSame(_ before: BatchRow, _ after: BatchRow) -> Bool {
        if plan.matchesIDs, before.id != nil, after.id != nil { return false }
        return !plan.key.contains { plan.differ($0, before, after) }
    }

    /// Hashes of the rows' keys, as far as both versions keep them the same way.
    private func hashes(_ batch: RecordBatch, _ side: (DiffPlan.Pair) -> Int?) throws -> [UInt64] {
        let comparable = plan.key.filter { pair in
            pair.before.map { plan.from.columns[$0].storage } == plan.to.columns[pair.after].storage
        }
        guard !comparable.isEmpty else { return [UInt64](repeating: 0, count: batch.count) }
        return try RecordBatch(comparable.compactMap(side).map { batch.column(at: $0) }).rowHashes()
    }
}
