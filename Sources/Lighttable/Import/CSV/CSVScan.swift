import Columnar

/// Reads a CSV file until every column has a type that all its values fit.
///
/// A column begins with the narrowest kind that fits its first values. When a later value does not fit, the column
/// widens, the file is read to its end to find what else widens, and is then gone over again from the start: what a
/// column becomes depends on all its values and never on where in the file one stands.
final class CSVScan {
    /// Is given each block of rows whose kinds hold so far, in order.
    typealias Sink = @Sendable (RecordBatch, [CSVColumnPlan]) async throws -> Void

    let reader: CSVReader
    let executor: BlockingExecutor
    let inferTemporalTypes: Bool
    /// Whether to find out, at some cost, what gave a column its type at the very beginning.
    let explains: Bool
    private let progress: ImportProgress?
    var plans: [CSVColumnPlan]
    private(set) var rows = 0

    init(
        reader: CSVReader,
        executor: BlockingExecutor,
        plans: [CSVColumnPlan],
        inferTemporalTypes: Bool,
        explains: Bool,
        progress: ImportProgress?
    ) throws {
        self.reader = reader
        self.executor = executor
        self.plans = plans
        self.inferTemporalTypes = inferTemporalTypes
        self.explains = explains
        self.progress = progress
        for index in plans.indices { try applyKind(index) }
    }

    /// Goes over the file until a pass ends with the kinds it began with.
    ///
    /// - Parameters:
    ///   - begin: Called before each pass: whatever the last one gave is void.
    ///   - sink: Is given the rows of the pass; it runs while the next block is read.
    /// - Throws: What reading, widening or the sink throws.
    func run(begin: () async throws -> Void, sink: @escaping Sink) async throws {
        var pass = 1
        try await begin()
        while try await !runPass(pass, sink: sink) {
            pass += 1
            try await begin()
            try await executor.run { [reader] in try reader.rewind() }
        }
    }

    /// One pass; returns whether its kinds held from the first row on.
    private func runPass(_ pass: Int, sink: @escaping Sink) async throws -> Bool {
        rows = 0
        var isClean = true
        var block = try await nextBlock(pass)
        while let current = block {
            isClean = isClean && (!current.hasWidened || rows == 0)
            rows += current.batch.count
            guard isClean else {
                block = try await nextBlock(pass)
                continue
            }
            let (batch, plans) = (current.batch, plans)
            async let delivered: Void = sink(batch, plans)
            block = try await nextBlock(pass)
            try await delivered
        }
        return try settleEmptyColumns() && isClean
    }

    private func nextBlock(_ pass: Int) async throws -> (batch: RecordBatch, hasWidened: Bool)? {
        guard try await executor.run({ [reader] in try reader.advance() }) else { return nil }
        var failed = try await executor.run { [reader] in try reader.convert() }
        let hasWidened = !failed.isEmpty
        while !failed.isEmpty {
            for column in failed { try widen(column) }
            failed = try await executor.run { [reader] in try reader.convert() }
        }
        try checkRequired()
        let batch = try await executor.run { [reader] in try reader.batch() }
        report(batch.count, pass)
        return (batch, hasWidened)
    }

    private func report(_ newRows: Int, _ pass: Int) {
        guard let progress else { return }
        let (bytesRead, totalBytes) = reader.progress
        progress(.init(bytesRead: bytesRead, totalBytes: totalBytes, rows: rows + newRows, pass: pass))
    }
}
