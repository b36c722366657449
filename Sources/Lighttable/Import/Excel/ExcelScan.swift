import Columnar

/// Reads a sheet until every column has a type that all its cells fit.
///
/// What a column is becomes known cell by cell. When a later block changes it, or finds another column, what was given
/// before is void; the sheet is read to its end, after which all is known, and once more from the start.
final class ExcelScan {
    private let reader: SheetReader
    private let names: [String]
    private let executor: BlockingExecutor
    private let request: ImportRequest
    private let target: ImportTarget
    private let progress: ImportProgress?
    private var plan = ExcelColumns([], kinds: [])
    private var sheetNames: [String] = []
    private var rows = 0

    private var isClean = true

    private struct Block {
        var batch: RecordBatch?
        var columns: [SourceColumn] = []

        func deliver(to target: ImportTarget) async throws {
            if let batch { try await target.write(batch, columns) }
        }
    }

    init(
        reader: SheetReader,
        names: [String],
        executor: BlockingExecutor,
        request: ImportRequest,
        target: ImportTarget,
        progress: ImportProgress?
    ) {
        self.reader = reader
        self.names = names
        self.executor = executor
        self.request = request
        self.target = target
        self.progress = progress
    }

    /// The columns, as they are after the last pass.
    var columns: [SourceColumn] { plan.columns(reader) }

    /// What the sheet holds that the table does not.
    var warnings: [String] { plan.warnings(reader) }

    /// Goes over the sheet until a pass ends with the columns it began with.
    ///
    /// - Throws: What reading or the target throws.
    func run() async throws {
        var pass = 1
        await target.begin()
        while try await !runPass(pass) {
            pass += 1
            await target.begin()
            try await executor.run { [reader] in try reader.rewind() }
        }
        guard rows == 0 else { return }
        throw LighttableError(
            .malformedFile,
            reader.names.isEmpty
                ? "the sheet is empty; there is nothing to import"
                : "the sheet has a header but no rows; there is nothing to import"
        )
    }

    /// One pass; returns whether what is known of the columns held from the first row on.
    private func runPass(_ pass: Int) async throws -> Bool {
        rows = 0
        isClean = true
        var block = try await nextBlock(pass)
        while let current = block {
            let target = target
            async let delivered: Void = current.deliver(to: target)
            block = try await nextBlock(pass)
            try await delivered
        }
        return isClean
    }

    /// The next block; without rows when what is known of the columns has changed.
    private func nextBlock(_ pass: Int) async throws -> Block? {
        guard try await executor.run({ [reader] in try reader.advance() }) else { return nil }
        isClean = try learns(pass) && isClean
        rows += reader.blockRows
        report(pass)
        guard isClean else { return Block() }
        let kinds = plan.kinds(block: reader.blockKinds)
        let batch = try await executor.run { [reader] in try reader.batch(kinds) }
        return Block(batch: batch, columns: plan.columns(reader))
    }

    /// Learns what the block tells of the columns; returns whether what was given before still holds.
    ///
    /// Columns that are asked for may come to light later in the first pass.
    private func learns(_ pass: Int) throws -> Bool {
        do {
            return try !learn() || rows == 0
        } catch  where pass == 1 {
            return false
        }
    }

    /// Learns what the block tells of the columns; returns whether anything changed.
    private func learn() throws -> Bool {
        let found = reader.names
        guard found == sheetNames, !found.isEmpty else {
            plan = ExcelColumns(try request.columns(named: try named(found)), kinds: reader.kinds)
            sheetNames = found
            return true
        }
        return plan.update(reader.kinds)
    }

    private func named(_ found: [String]) throws -> [String] {
        guard !names.isEmpty else { return found }
        guard names.count == found.count else {
            throw LighttableError(
                .invalidOption,
                "\(names.count) names are given, but the sheet has \(found.count) columns; name each, or choose a range"
            )
        }
        return names
    }

    private func report(_ pass: Int) {
        guard let progress else { return }
        let (bytesRead, totalBytes) = reader.progress
        progress(.init(bytesRead: bytesRead, totalBytes: totalBytes, rows: rows, pass: pass))
    }
}
