import Columnar

/// Reads a sheet of an Excel workbook.
struct ExcelSourceReader: SourceReader {
    /// The workbook as the caller named it.
    let name: String
    /// The workbook's file.
    let path: String
    let excel: ExcelOptions

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        let executor = BlockingExecutor(label: "lighttable.excel")
        let scan = ExcelScan(
            reader: try await open(executor),
            names: excel.names,
            executor: executor,
            request: request,
            target: target,
            progress: progress
        )
        try await scan.run()
        return ReadOutcome(columns: scan.columns, warnings: scan.warnings)
    }

    func lines(of rows: Set<Int>, _ request: ImportRequest) async throws -> [Int: Int] {
        let executor = BlockingExecutor(label: "lighttable.excel")
        let reader = try await open(executor)
        let first = try await executor.run { try reader.advance() ? reader.firstRow : 1 }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0, first + $0) })
    }

    func namingCells(of failures: [RowFailure]) async throws -> [RowFailure] {
        guard failures.contains(where: { $0.position != nil }) else { return failures }
        let executor = BlockingExecutor(label: "lighttable.excel")
        let names = try await executor.run { [path, excel] in try CellNames(path: path, excel) }
        return failures.map { failure in
            var named = failure
            named.cell = names.name(of: failure)
            return named
        }
    }

    private func open(_ executor: BlockingExecutor) async throws -> SheetReader {
        try await executor.run { [path, excel] in
            let workbook = try Workbook(path: path)
            return try SheetReader(workbook, options: try excel.readerOptions(workbook))
        }
    }
}
