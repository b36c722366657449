import Columnar

/// Takes the rows that a reader finds in a source: gives their cells the form of their columns, leaves out or refuses
/// what is wrong, and passes the rest on.
actor ImportTarget {
    /// How many rows may be left out.
    static let mostFailures = 100_000

    /// Whether rows are only looked at, so that a reader may take its time to explain the types it chose.
    nonisolated let isDry: Bool
    /// Whether rows with something wrong are left out; else the first one ends the import.
    nonisolated let skipsFailures: Bool
    private let sink: any RowSink
    private let cells: CellForms
    /// Rows to leave out whatever they hold.
    private let excluded: Set<Int>
    private var keys = KeyCheck(columns: [])
    private var columns: [SourceColumn]?
    private var rowsRead = 0
    private(set) var rowsTaken = 0
    private(set) var failures: [RowFailure] = []

    init(_ sink: any RowSink, cells: CellForms, request: ImportRequest, excluding excluded: Set<Int> = []) {
        self.sink = sink
        self.cells = cells
        self.excluded = excluded
        isDry = sink is DrySink
        skipsFailures = request.options.onError.skips
    }

    /// Forgets what a former pass gave.
    func begin() {
        columns = nil
        keys = KeyCheck(columns: [])
        rowsRead = 0
        rowsTaken = 0
        failures = []
    }

    /// Takes a block of rows.
    ///
    /// - Parameters:
    ///   - batch: The rows, with a column for each of `columns`: of its type, or of one that can be brought to it.
    ///   - columns: The columns; the same in all blocks of a pass.
    ///   - failures: What is wrong with rows of the block, by their numbers in the source; their cells are null.
    /// - Throws: A ``RowFailure`` for the first row that is not taken, unless such rows are left out.
    func write(_ batch: RecordBatch, _ columns: [SourceColumn], failures: [RowFailure] = []) async throws {
        if self.columns == nil { try await start(columns) }
        var block = ImportBlock(batch, columns: columns, firstRow: rowsRead, excluded: excluded, failures: failures)
        rowsRead += batch.count
        try block.convert(cells, finished: try await cells.mediaColumns(batch, columns))
        try note(block.failures)
        let (finished, numbers) = try await taken(block)
        guard finished.count > 0 else { return }
        try keys.add(finished)
        rowsTaken += finished.count
        try await sink.write(finished, numbers)
    }

    /// The rows of a block that are passed on, with the sink's columns.
    private func taken(_ block: ImportBlock) async throws -> (RecordBatch, RowNumbers) {
        let (kept, numbers) = try block.kept()
        let finished = try sink.columns.map { try kept.completed(with: $0) } ?? kept
        guard skipsFailures else { return (finished, numbers) }
        let refused = try await sink.refused(finished, numbers)
        guard !refused.isEmpty else { return (finished, numbers) }
        try note(refused)
        let rows = Set(refused.compactMap(\.row))
        let rest = (0..<finished.count).filter { !rows.contains(numbers[$0]) }
        return (try finished.taking(rest), RowNumbers(first: 0, kept: rest.map { numbers[$0] }))
    }

    /// Ends a pass over a source with these columns; returns the hashes of keys that may be there more than once.
    func finish(_ columns: [SourceColumn]) async throws -> Set<UInt64> {
        if self.columns == nil { try await start(columns) }
        return keys.repeatedHashes()
    }

    private func start(_ columns: [SourceColumn]) async throws {
        self.columns = columns
        let names = sink.columns?.map(\.name) ?? columns.map(\.name)
        let key = Set(columns.filter(\.isKey).map(\.name))
        keys = KeyCheck(columns: names.indices.filter { key.contains(names[$0]) })
        try await sink.begin(columns.map(\.column), primaryKey: columns.filter(\.isKey).map(\.name))
    }

    private func note(_ new: [RowFailure]) throws {
        guard let first = new.min(by: { ($0.row ?? 0) < ($1.row ?? 0) }) else { return }
        guard skipsFailures else { throw first }
        failures += new
        guard failures.count > Self.mostFailures else { return }
        throw LighttableError(
            .invalidValue,
            "more than \(Self.mostFailures) rows would be left out; is a type wrong? The first: \(first.message)",
            at: .init(column: first.column, row: first.row.map { $0 + 1 }, line: first.line)
        )
    }
}
