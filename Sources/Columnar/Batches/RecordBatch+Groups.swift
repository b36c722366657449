internal import CArrow

extension RecordBatch {
    /// The positions of rows that are equal in all columns, group by group.
    ///
    /// Null is equal to null. The groups stand in the order of their first rows, and the rows of each in theirs.
    ///
    /// - Returns: Each row's position, in one of the groups.
    /// - Throws: A ``ColumnarError`` when values of a column cannot be grouped, as lists cannot.
    public func groups() throws -> [[Int]] {
        var (array, schema) = (exported(), SchemaBox.exported(self.schema))
        let numbers = try [UInt32](unsafeUninitializedCapacity: count) { numbers, initialized in
            try checkArrow { carrow_group(&array, &schema, numbers.baseAddress, $0) }
            initialized = count
        }
        var groups = [[Int]](repeating: [], count: numbers.max().map { Int($0) + 1 } ?? 0)
        for (position, number) in numbers.enumerated() { groups[Int(number)].append(position) }
        return groups
    }
}
