public import Columnar

/// What a function gives for some rows: a column, and the rows for which it threw.
public struct ColumnarCalls: Sendable {
    let values: ColumnVector
    let failures: [(row: Int, error: any Error)]

    /// Calls a function for each row of a column that is not null, or for all where it takes null.
    ///
    /// - Parameters:
    ///   - columns: One column.
    ///   - field: The column to make.
    ///   - body: The function.
    /// - Throws: A ``LighttableError`` when a column is of another type.
    @inlinable
    public init<Argument: ColumnarValue, Result: ColumnarValue>(
        on columns: [ColumnVector],
        as field: Field,
        _ body: (Argument) throws -> Result
    ) throws {
        let marks = Self.marks(of: columns, takingNull: [Argument.takesNull])
        let calls = try Argument.withValues(of: columns[0]) { arguments in
            try Self(arguments.count, marks, as: field) { row in try body(arguments[row]) }
        }
        guard let calls else { throw Self.mismatch(columns) }
        self = calls
    }

    /// Calls a function for each row of two columns in which neither is null, unless it takes null.
    ///
    /// - Parameters:
    ///   - columns: Two columns.
    ///   - field: The column to make.
    ///   - body: The function.
    /// - Throws: A ``LighttableError`` when a column is of another type.
    @inlinable
    public init<First: ColumnarValue, Second: ColumnarValue, Result: ColumnarValue>(
        on columns: [ColumnVector],
        as field: Field,
        _ body: (First, Second) throws -> Result
    ) throws {
        let marks = Self.marks(of: columns, takingNull: [First.takesNull, Second.takesNull])
        let calls = try First.withValues(of: columns[0]) { first in
            try Second.withValues(of: columns[1]) { second in
                try Self(first.count, marks, as: field) { row in try body(first[row], second[row]) }
            }
        }
        guard let calls = calls ?? nil else { throw Self.mismatch(columns) }
        self = calls
    }

    @inlinable
    init<Result: ColumnarValue>(
        _ count: Int,
        _ marks: [UInt8]?,
        as field: Field,
        _ body: (Int) throws -> Result
    ) throws {
        var failures: [(row: Int, error: any Error)] = []
        let results = [Result](unsafeUninitializedCapacity: count) { results, filled in
            if let marks {
                failures = Self.fill(results, count) { row in marks[row] == 0 ? .placeholder : try body(row) }
            } else {
                failures = Self.fill(results, count, body)
            }
            filled = count
        }
        let present = Self.without(failures.map(\.row), marks, count)
        self.init(try Result.column(of: results, marks: present, as: field), failures)
    }

    @inlinable
    static func fill<Result: ColumnarValue>(
        _ results: UnsafeMutableBufferPointer<Result>,
        _ count: Int,
        _ body: (Int) throws -> Result
    ) -> [(row: Int, error: any Error)] {
        var failures: [(row: Int, error: any Error)] = []
        for row in 0..<count {
            var result = Result.placeholder
            do { result = try body(row) } catch { failures.append((row, error)) }
            results.initializeElement(at: row, to: result)
        }
        return failures
    }

    @usableFromInline
    init(_ values: ColumnVector, _ failures: [(row: Int, error: any Error)]) {
        self.values = values
        self.failures = failures
    }

    /// A mark for each row: 0 where a column is null that must not be; `nil` where none is.
    @usableFromInline
    static func marks(of columns: [ColumnVector], takingNull: [Bool]) -> [UInt8]? {
        zip(columns, takingNull)
            .filter { column, takesNull in !takesNull && column.nullCount > 0 }
            .reduce(nil as [UInt8]?) { marks, next in
                let more = next.0.validityMarks
                return marks.map { zip($0, more).map(&) } ?? more
            }
    }

    /// The marks with 0 for some more rows.
    @usableFromInline
    static func without(_ rows: [Int], _ marks: [UInt8]?, _ count: Int) -> [UInt8]? {
        guard !rows.isEmpty else { return marks }
        var marks = marks ?? [UInt8](repeating: 1, count: count)
        for row in rows { marks[row] = 0 }
        return marks
    }

    @usableFromInline
    static func mismatch(_ columns: [ColumnVector]) -> LighttableError {
        LighttableError(.invalidType, "a function was given columns of other types: \(columns.map(\.field.type))")
    }
}
