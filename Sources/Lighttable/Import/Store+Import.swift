import Foundation

extension Store {
    /// Makes a table from a source: one version, or nothing at all.
    ///
    /// ```swift
    /// var options = ImportOptions()
    /// options.primaryKey = ["show_id"]
    /// let films = try await store.importTable("demo.films", from: .csv("films.csv"), options: options).table
    /// ```
    ///
    /// - Parameters:
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - source: Where the rows are.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, line, column and value; nothing exists then that did not before.
    public func importTable(
        _ name: String,
        from source: ImportSource,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try Table.checkRetaining(options.numRetainedVersions, of: name)
        let target = try NewTable(name, in: self, ifExists: options.ifExists)
        if target.isKept { return ImportResult(table: try await table(name), report: nil) }
        let start = ContinuousClock.now
        let run = ImportRun(
            source: source,
            request: ImportRequest(options: options),
            store: self,
            progress: progress
        )
        let outcome = try await target.make { staging in
            try await run.stage(in: staging, creating: target.name)
        }
        withExtendedLifetime(run) {}
        let report = outcome.report(seconds: start.duration(to: .now).seconds)
        try Rejects.write(outcome.rejected, of: source, to: options.onError.rejects)
        return ImportResult(table: try await table(name), report: report)
    }

    /// Finds out what table a source would become, and writes nothing.
    ///
    /// - Parameters:
    ///   - source: Where the rows are.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: Columns, rows and what made the types what they are.
    /// - Throws: The ``LighttableError`` that an import would throw.
    public func inspect(
        _ source: ImportSource,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportReport {
        try Table.checkRetaining(options.numRetainedVersions, of: nil)
        let start = ContinuousClock.now
        let run = ImportRun(
            source: source,
            request: ImportRequest(options: options),
            store: self,
            progress: progress
        )
        return try await run.run(into: DrySink()).report(seconds: start.duration(to: .now).seconds)
    }
}

extension ImportRun {
    /// Writes the data files and version 0 of a new table into a folder.
    fileprivate func stage(in folder: String, creating name: TableName) async throws -> Outcome {
        let sink = NewTableSink(folder: folder)
        let (outcome, files) = try await run(into: sink) { try await sink.finish() }
        let names = Dictionary(outcome.columns.map { ($0.sourceName, $0.name) }) { first, _ in first }
        let creation = TableCreation(
            name: name,
            columns: outcome.columns.map(\.column),
            primaryKey: outcome.primaryKey.map { names[$0] ?? $0 },
            numRetainedVersions: request.options.numRetainedVersions,
            comment: outcome.comment,
            operation: "IMPORT"
        )
        try await creation.commit(files, in: folder)
        return outcome
    }
}

extension ImportRun.Outcome {
    /// The outcome as the caller is told of it.
    func report(seconds: Double) -> ImportReport {
        ImportReport(
            rows: rows,
            columns: columns.map {
                .init(column: $0.column, sourceName: $0.sourceName, evidence: $0.evidence)
            },
            rejectedRows: rejected.count,
            warnings: warnings,
            seconds: seconds
        )
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
