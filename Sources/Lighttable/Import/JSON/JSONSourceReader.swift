import Columnar

/// Reads a JSON file.
struct JSONSourceReader: SourceReader {
    /// The file as the caller named it.
    let name: String
    /// The file.
    let path: String
    let options: JSONRowOptions

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        try await reporting {
            let executor = BlockingExecutor(label: "lighttable.json")
            let scan = JSONScan(
                reader: try await open(executor, request),
                executor: executor,
                isTyped: options.isTyped,
                request: request,
                target: target,
                progress: progress
            )
            try await scan.run()
            return ReadOutcome(columns: try scan.columns(), unreadableRows: scan.skippedLines)
        }
    }

    func lines(of rows: Set<Int>, _ request: ImportRequest) async throws -> [Int: Int] {
        try await reporting {
            let executor = BlockingExecutor(label: "lighttable.json")
            let reader = try await open(executor, request)
            guard !reader.isList, !options.isTyped else { return [:] }
            return try await executor.run { try Self.lines(of: rows, reader) }
        }
    }

    private static func lines(of rows: Set<Int>, _ reader: JSONRowReader) throws -> [Int: Int] {
        var lines: [Int: Int] = [:]
        var rest = rows.sorted()[...]
        var rowsBefore = 0
        while let last = rest.last, last >= rowsBefore, try reader.advance() {
            let count = reader.blockRows
            for row in rest.prefix(while: { $0 < rowsBefore + count }) {
                lines[row] = reader.line(ofRowInBlock: row - rowsBefore)
            }
            rest = rest.drop { $0 < rowsBefore + count }
            rowsBefore += count
        }
        return lines
    }

    private func open(_ executor: BlockingExecutor, _ request: ImportRequest) async throws -> JSONRowReader {
        var options = options
        options.skipsBadLines = request.options.onError.skips
        return try await executor.run { [path, options] in try JSONRowReader(path: path, options: options) }
    }

    /// Runs a body and says in the words of a user what is wrong with the file.
    private func reporting<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as ColumnarError {
            throw JSONFailure.error(error, file: name)
        }
    }
}
