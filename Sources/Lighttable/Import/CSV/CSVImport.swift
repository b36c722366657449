import Columnar
import Foundation

/// Turns one CSV file into the rows of a table, or finds out what the table would be.
struct CSVImport: Sendable {
    /// What was found in the file.
    struct Outcome: Sendable {
        let plans: [CSVColumnPlan]
        let rows: Int
    }

    /// The file as the caller named it, for errors.
    let source: String
    /// The file.
    let path: String
    let options: ImportOptions
    let csv: CSVOptions
    let progress: ImportProgress?
    private let executor = BlockingExecutor(label: "lighttable.csv")

    init(
        source: String,
        path: String,
        options: ImportOptions,
        csv: CSVOptions,
        progress: ImportProgress?
    ) {
        self.source = source
        self.path = path
        self.options = options
        self.csv = csv
        self.progress = progress
    }

    /// Goes over the file and gives its rows to a target.
    ///
    /// - Throws: A ``LighttableError`` with the file and, where there is one, the line, column and value.
    func run(into target: CSVTarget) async throws -> Outcome {
        do {
            let readerOptions = try csv.readerOptions(for: source)
            let reader = try await executor.run { [path] in try CSVReader(path: path, options: readerOptions) }
            return try await scan(reader, into: target)
        } catch let error as ColumnarError {
            throw CSVFailure.error(error, file: source)
        } catch let error as LighttableError {
            throw error.about(file: source)
        }
    }

    private func scan(_ reader: CSVReader, into target: CSVTarget) async throws -> Outcome {
        let scan = try CSVScan(
            reader: reader,
            executor: executor,
            plans: try plans(reader.names),
            inferTemporalTypes: options.inferTemporalTypes,
            explains: target.isDry,
            progress: progress
        )
        do {
            try await scan.run(begin: { try await target.begin() }, sink: { try await target.write($0, $1) })
            guard scan.rows > 0 else {
                throw LighttableError(.malformedFile, "the file has a header but no rows; there is nothing to import")
            }
            let repeated = try await target.finish()
            if !repeated.isEmpty { try await checkKeys(repeated, reader, scan.plans) }
        } catch let error as CSVTarget.Failure {
            throw try await located(error, reader, scan.plans)
        }
        return Outcome(plans: scan.plans, rows: scan.rows)
    }

    private func plans(_ sourceNames: [String]) throws -> [CSVColumnPlan] {
        let resolver = SourceColumns(names: sourceNames)
        var overrides: [Int: ColumnOverride] = [:]
        for (name, override) in options.schemaOverrides { overrides[try resolver.index(of: name)] = override }
        let keys = Set(try options.primaryKey.map { try resolver.index(of: $0) })
        return sourceNames.indices.map { index in
            CSVColumnPlan(
                sourceName: sourceNames[index],
                name: resolver.columnNames[index],
                override: overrides[index],
                isKey: keys.contains(index)
            )
        }
    }

    /// Reads the keys again whose hashes met.
    ///
    /// - Throws: A ``CSVTarget/Failure`` for the first row whose key an earlier row has.
    private func checkKeys(_ repeated: Set<UInt64>, _ reader: CSVReader, _ plans: [CSVColumnPlan]) async throws {
        let columns = plans.indices.filter { plans[$0].isKey }
        try await executor.run {
            var search = DuplicateSearch(columns: columns, hashes: repeated)
            try reader.rewind()
            while try reader.advance() {
                _ = try reader.convert()
                guard let found = try search.add(try reader.batch()) else { continue }
                let key = zip(columns, found.key).map { "\(plans[$0].sourceName) \($1)" }.joined(separator: ", ")
                throw CSVTarget.Failure(
                    column: columns[0],
                    row: found.row,
                    code: .duplicateKey,
                    message: "the primary key \(key) is in row \(found.firstRow + 1) and again in row "
                        + "\(found.row + 1); remove one, or choose another key"
                )
            }
        }
    }

    /// Finds the line of a row that a target refused.
    private func located(
        _ failure: CSVTarget.Failure,
        _ reader: CSVReader,
        _ plans: [CSVColumnPlan]
    ) async throws -> LighttableError {
        let value = try await executor.run { () -> CSVValue? in
            try reader.rewind()
            var rowsBefore = 0
            while try reader.advance() {
                let count = reader.blockRows
                if failure.row < rowsBefore + count {
                    return reader.value(column: failure.column, rowInBlock: failure.row - rowsBefore)
                }
                rowsBefore += count
            }
            return nil
        }
        let plan = plans[failure.column]
        return LighttableError(
            failure.code,
            "column '\(plan.sourceName)': \(failure.message)",
            at: .init(column: plan.sourceName, row: failure.row + 1, file: source, line: value?.line)
        )
    }
}
