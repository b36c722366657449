import Columnar

/// Reads a JSON file until every column has a type that all its values fit.
///
/// A column is the narrowest kind that its values so far fit. When one changes, or another key appears, after rows were
/// handed on, the file is read to its end to find what else does, and is then gone over again: what a column becomes
/// depends on all its values and never on where in the file one stands.
final class JSONScan {
    let reader: JSONRowReader
    let request: ImportRequest
    /// Whether the file was written by us, to hold rows that the caller gave.
    let isTyped: Bool
    private let executor: BlockingExecutor
    private let target: ImportTarget
    private let progress: ImportProgress?
    private var names: [String] = []
    private var found: [SourceColumn] = []
    private(set) var rows = 0
    /// Lines that are no rows, which were left out.
    private(set) var skippedLines: [RowFailure] = []

    private struct Block {
        let batch: RecordBatch
        let columns: [SourceColumn]
        let isChanged: Bool
        let failures: [RowFailure]
    }

    init(
        reader: JSONRowReader,
        executor: BlockingExecutor,
        isTyped: Bool,
        request: ImportRequest,
        target: ImportTarget,
        progress: ImportProgress?
    ) {
        self.reader = reader
        self.executor = executor
        self.isTyped = isTyped
        self.request = request
        self.target = target
        self.progress = progress
    }

    /// Whether errors tell lines; else they tell rows.
    var hasLines: Bool { !isTyped && !reader.isList }

    /// Goes over the file, and once more when a column's kind changed on the way.
    ///
    /// - Throws: What reading or the target throws; a ``LighttableError`` for columns whose values have no type.
    func run() async throws {
        await target.begin()
        let isClean = try await runPass(1)
        try checkShape()
        found = try request.columns(named: names)
        try checkColumns()
        guard !isClean else { return }
        await target.begin()
        try await executor.run { [reader] in try reader.rewind() }
        _ = try await runPass(2)
    }

    /// The columns, with their types as they are now.
    func columns() throws -> [SourceColumn] {
        let kinds = reader.kinds
        return try found.indices.map { try column($0, kinds[$0]) }
    }

    /// The columns before their types are known.
    var foundColumns: [SourceColumn] { found }

    /// One pass; returns whether columns and kinds held from the first row on.
    private func runPass(_ pass: Int) async throws -> Bool {
        rows = 0
        skippedLines = []
        var isClean = true
        var block = try await nextBlock(pass)
        while let current = block {
            isClean = isClean && (!current.isChanged || rows == 0)
            rows += current.batch.count
            guard isClean else {
                block = try await nextBlock(pass)
                continue
            }
            let target = target
            async let delivered: Void = target.write(current.batch, current.columns, failures: current.failures)
            block = try await nextBlock(pass)
            try await delivered
        }
        return isClean
    }

    private func nextBlock(_ pass: Int) async throws -> Block? {
        let before = pass == 1 && rows > 0 ? try columns().map(\.type) : []
        let hasRows = try await executor.run { [reader] in try reader.advance() }
        skippedLines += reader.skippedLines.map(JSONFailure.failure)
        guard hasRows else { return nil }
        try findColumns()
        let (batch, failed) = try await executor.run { [reader] in try reader.convert() }
        let columns = try columns()
        report(batch.count, pass)
        return Block(
            batch: batch,
            columns: columns,
            isChanged: pass == 1 && (columns.map(\.type) != before || reader.kinds.contains(.conflict)),
            failures: failures(failed)
        )
    }

    /// Takes keys that appeared as columns.
    private func findColumns() throws {
        let new = reader.names(from: names.count)
        guard !new.isEmpty else { return }
        let first = names.count
        names += new
        found = try request.columns(foundSoFar: names)
        for index in found.indices.dropFirst(first) {
            guard let override = found[index].override else { continue }
            reader.setKind(JSONColumnKind(reading: override.type), of: index)
        }
    }

    private func failures(_ values: [JSONFoundValue]) -> [RowFailure] {
        var failed: Set<Int> = []
        return values.filter { failed.insert($0.row).inserted }
            .map { JSONFailure.failure($0, found[$0.column], hasLines: hasLines) }
    }

    private func report(_ newRows: Int, _ pass: Int) {
        guard let progress else { return }
        let (bytesRead, totalBytes) = reader.progress
        progress(.init(bytesRead: bytesRead, totalBytes: totalBytes, rows: rows + newRows, pass: pass))
    }
}
