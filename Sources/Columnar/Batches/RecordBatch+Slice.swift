extension RecordBatch {
    /// Some of the rows, sharing the data.
    ///
    /// - Parameter range: Positions of rows in this batch.
    /// - Returns: A batch of those rows.
    /// - Throws: A ``ColumnarError`` when the range is not within the batch.
    public func sliced(_ range: Range<Int>) throws -> RecordBatch {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw ColumnarError(.invalid, "rows \(range) are not all within a batch of \(count)")
        }
        return range == 0..<count ? self : try RecordBatch(columns.map { $0.sliced(range) })
    }
}
