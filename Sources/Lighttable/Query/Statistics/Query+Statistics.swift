import Columnar

extension Query {
    /// What the values of each column are like: nulls, different values, bounds, frequent values, quantiles, histogram.
    ///
    /// The rows are read once. Counts of different values are exact for up to some 256 MB of them in each column, and
    /// quantiles for up to 8 million numbers; the result says when they are not. An order of rows does not matter to it.
    ///
    /// ```swift
    /// for column in try await table.query().statistics() { print(column.column.name, column.summary.nulls) }
    /// ```
    ///
    /// - Parameters:
    ///   - top: How many of the most frequent values are wanted.
    ///   - intervals: How many intervals histograms have.
    ///   - quantiles: Parts from 0 to 1, such as 0.5 for the median.
    ///   - progress: Is told how many rows were read.
    /// - Returns: The columns of the result, in their order.
    /// - Throws: A ``LighttableError`` when a file cannot be read, or an expression does not fit the table.
    public func statistics(
        top: Int = 5,
        intervals: Int = 10,
        quantiles: [Double] = [0.05, 0.25, 0.5, 0.75, 0.95],
        progress: ExportProgress? = nil
    ) async throws -> [ColumnStatistics] {
        let outputs = try checked()
        let profilers = try outputs.map { try ColumnProfiler(try $0.column.arrowField()) }
        let total = try await countFromLog()
        var count = 0
        _ = try await cursor(of: outputs, hasRowIDs: false, keepsOrder: false)
            .forEachBatch { rows in
                _ = try await Array(profilers.enumerated())
                    .concurrentMap { index, profiler in try profiler.add(rows.column(at: index)) }
                count += rows.count
                progress?(ExportProgressUpdate(rows: count, totalRows: total))
            }
        return try zip(outputs, profilers)
            .map { output, profiler in
                let summary = try profiler.summary(top: top, intervals: intervals, quantiles: quantiles)
                return ColumnStatistics(column: output.column, summary: summary)
            }
    }
}
