import Columnar

/// Reads a CSV file until every column has a type that all its values fit.
///
/// A column begins with the narrowest kind that fits its first values. When a later value does not fit, the column
/// widens, the file is read to its end to find what else widens, and is then gone over again from the start: what a
/// column becomes depends on all its values and never on where in the file one stands.
final class CSVScan {
    let reader: CSVReader
    let executor: BlockingExecutor
    let inferTemporalTypes: Bool
    let target: ImportTarget
    private let progress: ImportProgress?
    var plans: [CSVColumnPlan]
    private(set) var rows = 0
    /// Rows with too many or too few fields, which were left out.
    var raggedRows: [RowFailure] = []

    private struct Block {
        let batch: RecordBatch
        let hasWidened: Bool
        let failures: [RowFailure]
    }

    init(
        reader: CSVReader,
        executor: BlockingExecutor,
        plans: [CSVColumnPlan],
        inferTemporalTypes: Bool,
        target: ImportTarget,
        progress: ImportProgress?
    ) throws {
        self.reader = reader
        self.executor = executor
        self.plans = plans
        self.inferTemporalTypes = inferTemporalTypes
        self.target = target
        self.progress = progress
        for index in plans.indices { try applyKind(index) }
    }

    /// The columns, as they are after the last pass.
    var columns: [SourceColumn] { plans.map(\.column) }

    /// Goes over the file until a pass ends with the kinds it began with.
    ///
    /// - Throws: What reading, widening or the target throws.
    func run() async throws {
        var pass = 1
        await target.begin()
        while try await !runPass(pass) {
            pass += 1
            await target.begin()
            try await executor.run { [reader] in try reader.rewind() }
        }
    }

    /// One pass; returns whether its kinds held from the first row on.
    private func runPass(_ pass: Int) async throws -> Bool {
        rows = 0
        raggedRows = []
        var isClean = true
        var block = try await nextBlock(pass)
        while let current = block {
            isClean = isClean && (!current.hasWidened || rows == 0)
            rows += current.batch.count
            guard isClean else {
                block = try await nextBlock(pass)
                continue
            }
            let (target, columns) = (target, columns)
            async let delivered: Void = target.write(current.batch, columns, failures: current.failures)
            block = try await nextBlock(pass)
            try await delivered
        }
        return try settleEmptyColumns() && isClean
    }

    private func nextBlock(_ pass: Int) async throws -> Block? {
        let hasRows = try await executor.run { [reader] in try reader.advance() }
        noteRaggedRows()
        guard hasRows else { return nil }
        var failures: [RowFailure] = []
        var failed = try await executor.run { [reader] in try reader.convert() }
        let kinds = plans.map(\.kind)
        while !failed.isEmpty {
            for column in failed { failures += try widen(column) }
            failed = try await executor.run { [reader] in try reader.convert() }
        }
        let batch = try await executor.run { [reader] in try reader.batch() }
        report(batch.count, pass)
        return Block(batch: batch, hasWidened: plans.map(\.kind) != kinds, failures: failures)
    }

    private func report(_ newRows: Int, _ pass: Int) {
        guard let progress else { return }
        let (bytesRead, totalBytes) = reader.progress
        progress(.init(bytesRead: bytesRead, totalBytes: totalBytes, rows: rows + newRows, pass: pass))
    }
}
