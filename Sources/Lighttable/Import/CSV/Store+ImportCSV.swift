import Columnar
import Foundation

extension Store {
    /// Makes a table from a CSV file: one version, or nothing at all.
    ///
    /// Types are inferred from all values. Paths in media columns are relative to the file's folder.
    ///
    /// ```swift
    /// let result = try await store.importCSV("films.csv", into: "demo.films")
    /// print(result.report?.rows ?? 0)
    /// ```
    ///
    /// - Parameters:
    ///   - source: The file, which may be compressed with gzip, zstd or bzip2; `-` is standard input.
    ///   - name: The table, such as `demo.films`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - csv: How the file is spelled.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, line, column and value; nothing exists then that did not before.
    public func importCSV(
        _ source: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        csv: CSVOptions = CSVOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        let target = try NewTable(name, in: self, ifExists: options.ifExists)
        if target.isKept { return ImportResult(table: try await table(name), report: nil) }
        let clock = ContinuousClock()
        let start = clock.now
        let spooled = try await SpooledSource(source)
        defer { spooled.remove() }
        let work = CSVImport(source: source, path: spooled.path, options: options, csv: csv, progress: progress)
        let outcome = try await target.make { staging in
            try await work.stage(in: staging, folder: spooled.folder, creating: target.name)
        }
        let report = outcome.report(seconds: (clock.now - start).seconds)
        return ImportResult(table: try await table(name), report: report)
    }

    /// Finds out what table a CSV file would become, and writes nothing.
    ///
    /// - Parameters:
    ///   - source: The file; `-` is standard input.
    ///   - options: Types, keys and settings of the table.
    ///   - csv: How the file is spelled.
    ///   - progress: Is told after each block of rows.
    /// - Returns: Columns, rows and what made the types what they are.
    /// - Throws: The ``LighttableError`` that an import would throw.
    public func inspectCSV(
        _ source: String,
        options: ImportOptions = ImportOptions(),
        csv: CSVOptions = CSVOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportReport {
        let clock = ContinuousClock()
        let start = clock.now
        let spooled = try await SpooledSource(source)
        defer { spooled.remove() }
        let work = CSVImport(source: source, path: spooled.path, options: options, csv: csv, progress: progress)
        let outcome = try await work.run(into: CSVTarget(folder: nil, sourceFolder: spooled.folder))
        return outcome.report(seconds: (clock.now - start).seconds)
    }
}

extension CSVImport {
    /// Writes the data files and version 0 of a new table into a folder.
    fileprivate func stage(in staging: String, folder: String, creating name: TableName) async throws -> Outcome {
        let target = CSVTarget(folder: staging, sourceFolder: folder)
        let outcome = try await run(into: target)
        let byName = Dictionary(outcome.plans.map { ($0.sourceName, $0.name) }) { first, _ in first }
        let creation = TableCreation(
            name: name,
            columns: outcome.plans.map(\.column),
            primaryKey: options.primaryKey.map { byName[$0] ?? $0 },
            numRetainedVersions: options.numRetainedVersions,
            comment: options.comment,
            operation: "IMPORT"
        )
        try await creation.commit(await target.files, in: staging)
        return outcome
    }
}

extension CSVImport.Outcome {
    fileprivate func report(seconds: Double) -> ImportReport {
        let columns = plans.map {
            ImportReport.ImportedColumn(column: $0.column, sourceName: $0.sourceName, evidence: $0.evidence)
        }
        return ImportReport(rows: rows, columns: columns, rejectedRows: 0, warnings: [], seconds: seconds)
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
