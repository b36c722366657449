internal import CArrow
import Synchronization

/// Finds what the values of a column are like, batch by batch and within bounded memory.
///
/// ```swift
/// let profiler = try ColumnProfiler(Field("width", .int64))
/// for batch in batches { try profiler.add(batch.column(at: 0)) }
/// print(try profiler.summary(top: 5, intervals: 10, quantiles: [0.5]).nulls)
/// ```
public final class ColumnProfiler: Sendable {
    private let field: Field
    private let handle: Mutex<Handle>

    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Creates a profiler of values of a type.
    ///
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public init(_ field: Field) throws {
        self.field = field
        var schema = SchemaBox.exported(field)
        handle = Mutex(Handle(pointer: try callArrow { carrow_profile_new(&schema, $0) }))
    }

    deinit {
        handle.withLock { carrow_profile_free($0.pointer) }
    }

    /// Takes more values.
    ///
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func add(_ values: ColumnVector) throws {
        var (array, schema) = (values.exported(), SchemaBox.exported(field))
        try handle.withLock { handle in
            try checkArrow { carrow_profile_add(handle.pointer, &array, &schema, $0) }
        }
    }

    /// What the values so far are like.
    ///
    /// - Parameters:
    ///   - top: How many of the most frequent values are wanted.
    ///   - intervals: How many intervals the histogram has.
    ///   - quantiles: Parts from 0 to 1, such as 0.5 for the median.
    /// - Returns: What was found.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func summary(top: Int, intervals: Int, quantiles: [Double]) throws -> ColumnSummary {
        try handle.withLock { handle in
            let pointer = handle.pointer
            let counts = carrow_profile_summary(pointer)
            let bounds = try vector { carrow_profile_bounds(pointer, &$0, $1) }
            let isNested = field.type.isNested
            return ColumnSummary(
                rows: Int(counts.rows),
                nulls: Int(counts.nulls),
                nans: Int(counts.nans),
                distinct: isNested ? nil : Int(counts.distinct),
                hasMoreDistinct: !counts.counts_all,
                least: isNested ? .null : bounds.value(at: 0),
                greatest: isNested ? .null : bounds.value(at: 1),
                top: isNested ? [] : try self.top(top, pointer),
                numbers: counts.has_numbers ? numbers(counts, intervals, quantiles, pointer) : nil
            )
        }
    }

    private func numbers(
        _ counts: carrow_profile_counts,
        _ intervals: Int,
        _ quantiles: [Double],
        _ pointer: OpaquePointer
    ) -> ColumnSummary.Numbers {
        var histogram = [Int64](repeating: 0, count: intervals)
        let found = intervals > 0 ? carrow_profile_histogram(pointer, &histogram, Int32(intervals)) : 0
        return ColumnSummary.Numbers(
            mean: counts.mean,
            deviation: counts.deviation,
            least: counts.least,
            greatest: counts.greatest,
            quantiles: quantiles.map { carrow_profile_quantile(pointer, min(max($0, 0), 1)) },
            histogram: histogram.prefix(Int(found)).map(Int.init),
            isSample: !counts.knows_all
        )
    }

    private func top(_ most: Int, _ pointer: OpaquePointer) throws -> [(value: Value, count: Int)] {
        var counts = [Int64](repeating: 0, count: most)
        let values = try vector { carrow_profile_top(pointer, Int32(most), &$0, &counts, $1) }
        return (0..<values.count).map { (values.value(at: $0), Int(counts[$0])) }
    }

    private func vector(
        _ body: (inout ArrowArray, UnsafeMutablePointer<carrow_error>) -> Bool
    ) throws -> ColumnVector {
        var array = ArrowArray()
        try checkArrow { body(&array, $0) }
        return ColumnVector(field: field, array: array, owner: ArrayOwner(array))
    }
}
