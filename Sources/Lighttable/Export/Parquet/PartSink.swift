import Columnar

/// Takes the rows of an export to Parquet.
protocol PartSink: Sendable {
    /// Appends rows.
    func write(_ batch: RecordBatch) async throws

    /// Appends all rows of a file by copying its pages.
    ///
    /// - Returns: The number of rows; `nil`, and nothing is appended, when that cannot be done.
    func copy(_ path: String) async throws -> Int?

    /// Ends all parts and says what was written.
    func finish() async throws -> ExportTotals
}
