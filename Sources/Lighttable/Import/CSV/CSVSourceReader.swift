import Columnar
import Foundation

/// Reads a CSV file.
struct CSVSourceReader: SourceReader {
    /// The file as the caller named it.
    let name: String
    /// The file.
    let path: String
    let csv: CSVOptions

    var escapesBytes: Bool { true }

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        try await reporting {
            let executor = BlockingExecutor(label: "lighttable.csv")
            let reader = try await open(executor, skipsRaggedRows: request.options.onError.skips)
            let scan = try CSVScan(
                reader: reader,
                executor: executor,
                plans: try request.columns(named: reader.names).map(CSVColumnPlan.init),
                inferTemporalTypes: request.options.inferTemporalTypes,
                target: target,
                progress: progress
            )
            try await scan.run()
            guard scan.rows > 0 else {
                throw LighttableError(.malformedFile, "the file has a header but no rows; there is nothing to import")
            }
            return ReadOutcome(columns: scan.columns, unreadableRows: scan.raggedRows)
        }
    }

    func lines(of rows: Set<Int>, _ request: ImportRequest) async throws -> [Int: Int] {
        try await reporting {
            let executor = BlockingExecutor(label: "lighttable.csv")
            let reader = try await open(executor, skipsRaggedRows: request.options.onError.skips)
            return try await executor.run { try Self.lines(of: rows, reader) }
        }
    }

    private static func lines(of rows: Set<Int>, _ reader: CSVReader) throws -> [Int: Int] {
        var lines: [Int: Int] = [:]
        var rest = rows.sorted()[...]
        var rowsBefore = 0
        while !rest.isEmpty, try reader.advance() {
            let end = rowsBefore + reader.blockRows
            let here = rest.prefix { $0 < end }
            for (row, line) in zip(here, reader.lines(ofRowsInBlock: here.map { $0 - rowsBefore })) {
                lines[row] = line
            }
            rest = rest.dropFirst(here.count)
            rowsBefore = end
        }
        return lines
    }

    private func open(_ executor: BlockingExecutor, skipsRaggedRows: Bool) async throws -> CSVReader {
        var options = try csv.readerOptions(for: name)
        options.skipsRaggedRows = skipsRaggedRows
        return try await executor.run { [path, options] in try CSVReader(path: path, options: options) }
    }

    /// Runs a body and says in the words of a user what is wrong with the file.
    private func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as ColumnarError {
            throw CSVFailure.error(error, file: name)
        }
    }
}
