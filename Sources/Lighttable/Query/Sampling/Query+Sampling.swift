extension Query {
    /// So many rows by chance, in the order that they have; all when there are fewer.
    ///
    /// Each set of so many rows is as likely as any other. The rows that pass the filter are counted first, by the log
    /// without a filter, else by reading what it looks at.
    ///
    /// ```swift
    /// let some = table.where(try Expression("year > 2015")).sample(100, seed: 7)
    /// ```
    ///
    /// - Parameters:
    ///   - rows: How many.
    ///   - seed: The same seed takes the same rows of the same version of a table.
    /// - Returns: The query.
    public func sample(_ rows: Int, seed: UInt64) -> Query {
        var query = self
        query.sampling = .rows(rows, seed: seed)
        return query
    }

    /// A part of the rows by chance, in the order that they have.
    ///
    /// Each row is taken with the probability given, whatever becomes of the others, so that their number differs a little
    /// from the part asked for.
    ///
    /// - Parameters:
    ///   - fraction: From 0 to 1.
    ///   - seed: The same seed takes the same rows of the same version of a table.
    /// - Returns: The query.
    public func sample(fraction: Double, seed: UInt64) -> Query {
        var query = self
        query.sampling = .fraction(fraction, seed: seed)
        return query
    }
}
