import Columnar

/// The rows of a query in its order.
///
/// With a limit, no more rows are kept in memory than a few times what it asks for. What is too much for the memory is sorted in
/// parts, which wait in files until they are merged.
struct SortedRows: Sendable {
    /// How many rows come at a time.
    private static let pieceRows = 16_384
    /// The least rows that are gathered before those that come too late in the order are dropped.
    private static let gatheredRows = 65_536

    private let plan: SortPlan
    private let hasRowIDs: Bool
    /// The most bytes of rows that are gathered in memory.
    private let memory: Int
    /// The rows as they are read; `nil` when they have been.
    private var unsorted: ScanCursor?
    /// Rows in order that are still to be given.
    private var rows: RecordBatch?
    /// What comes behind them, where not all are in memory.
    private var merge: RunMerge?
    /// How many more rows are left out, and how many are wanted.
    private var window = RowWindow()

    init(_ plan: SortPlan, _ rows: ScanCursor, hasRowIDs: Bool, memory: Int) {
        self.plan = plan
        self.hasRowIDs = hasRowIDs
        self.memory = memory
        unsorted = rows
        window.skipping = plan.offset
        window.remaining = plan.limit
    }

    /// The next rows in order, at least one; `nil` at the end.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read.
    mutating func next() async throws -> RecordBatch? {
        if let unsorted {
            self.unsorted = nil
            try await gather(unsorted)
        }
        while !window.isExhausted {
            if rows == nil { rows = try await merged() }
            guard let ready = rows else { return nil }
            let count = min(ready.count, Self.pieceRows)
            rows = count == ready.count ? nil : try ready.sliced(count..<ready.count)
            let piece = try window.taking(try ready.sliced(0..<count))
            if piece.count > 0 { return piece }
        }
        return nil
    }

    private mutating func gather(_ unsorted: ScanCursor) async throws {
        try await LighttableError.wrapping(table: plan.tableName) { try await sort(unsorted) }
    }

    private mutating func sort(_ unsorted: ScanCursor) async throws {
        var gathered = Gathered()
        let most = max(plan.most.multipliedReportingOverflow(by: 4).partialValue, Self.gatheredRows)
        let isBounded = plan.most < Int.max / 4
        _ = try await QueryCursor.scan(unsorted)
            .forEachBatch { batch in
                gathered.add(batch)
                guard (isBounded && gathered.count > most) || gathered.bytes > memory else { return }
                let rows = try first(of: try gathered.joined())
                gathered.replace(with: rows)
                guard gathered.bytes > memory else { return }
                let spill = try gathered.spill ?? SortSpill(rows.schema, of: plan.tableName)
                try await spill.keep(rows)
                gathered = Gathered(spill: spill)
            }
        let rest = gathered.batches.isEmpty ? nil : try first(of: try gathered.joined())
        guard let spill = gathered.spill else {
            rows = try rest.map { try wanted(of: $0) }
            return
        }
        if let rest { try await spill.keep(rest) }
        merge = try RunMerge(spill, by: plan.keys)
    }

    private mutating func merged() async throws -> RecordBatch? {
        guard var merge else { return nil }
        defer { self.merge = merge }
        guard let rows = try await LighttableError.wrapping(table: plan.tableName, { try await merge.next() })
        else { return nil }
        return try wanted(of: rows)
    }

    /// The first rows in order.
    private func first(of rows: RecordBatch) throws -> RecordBatch {
        try rows.taking(Array(try rows.sortedPositions(by: plan.keys).prefix(plan.most)))
    }

    /// The rows without columns that only the order needs.
    private func wanted(of rows: RecordBatch) throws -> RecordBatch {
        let wanted = Array(0..<plan.wanted) + (hasRowIDs ? [rows.schema.fields.count - 1] : [])
        return try RecordBatch(wanted.map { rows.column(at: $0) })
    }

    /// Rows that were read.
    private struct Gathered {
        var batches: [RecordBatch] = []
        var count = 0
        var bytes = 0
        var spill: SortSpill?

        mutating func replace(with rows: RecordBatch) {
            self = Gathered(spill: spill)
            add(rows)
        }

        mutating func add(_ batch: RecordBatch) {
            batches.append(batch)
            count += batch.count
            bytes += batch.byteSize
        }

        func joined() throws -> RecordBatch { try RecordBatch.joined(batches) }
    }
}
