internal import CArrow
import Synchronization

/// Computes aggregates over the rows of groups, batch by batch; memory grows with the groups.
///
/// ```swift
/// let aggregator = try GroupAggregator(schema, keys: [0], aggregates: [.init("sum", column: 1)])
/// for batch in batches { try aggregator.add(batch) }
/// let sums = try aggregator.finish()
/// ```
public final class GroupAggregator: Sendable {
    /// An aggregate by its name among Arrow's, without `hash_`
    /// (https://arrow.apache.org/docs/cpp/compute.html#grouped-aggregations).
    ///
    /// `quantile` interpolates between the values, and `list` gives those that are not null in the order of the rows; both keep
    /// the values in memory. `exact_sum` adds integers or decimals as decimals of 38 digits. NaN is the greatest number.
    public struct Aggregate: Sendable, Hashable {
        /// Such as `sum` or `count_all`.
        public let function: String
        /// The column; `nil` for `count_all`.
        public let column: Int?

        /// The part of the values that lie below a quantile.
        public let fraction: Double

        /// Creates an aggregate.
        public init(_ function: String, column: Int? = nil, fraction: Double = 0.5) {
            self.function = function
            self.column = column
            self.fraction = fraction
        }
    }

    private let handle: Mutex<Handle>

    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Creates an aggregator for batches of a schema.
    ///
    /// - Parameters:
    ///   - schema: The columns of the batches.
    ///   - keys: The columns by whose values rows are grouped; without any, all rows are one group.
    ///   - aggregates: What is computed for each group.
    /// - Throws: A ``ColumnarError`` when an aggregate does not fit its column, or a column cannot be a key.
    public init(_ schema: Schema, keys: [Int], aggregates: [Aggregate]) throws {
        var root = SchemaBox.exported(schema)
        let positions = keys.map(Int32.init)
        let pointer = try withCStrings(aggregates.map(\.function)) { names in
            let wanted = aggregates.enumerated()
                .map {
                    carrow_aggregate(function: names?[$0], column: Int32($1.column ?? -1), fraction: $1.fraction)
                }
            return try callArrow {
                carrow_aggregation_new(&root, positions, Int32(positions.count), wanted, Int32(wanted.count), $0)
            }
        }
        handle = Mutex(Handle(pointer: pointer))
    }

    deinit {
        handle.withLock { carrow_aggregation_free($0.pointer) }
    }

    /// Takes more rows.
    ///
    /// - Parameter batch: The rows; keys that are text may come as ``DataType/dictionary``.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func add(_ batch: RecordBatch) throws {
        var (array, schema) = (batch.exported(), SchemaBox.exported(batch.schema))
        try handle.withLock { handle in
            try checkArrow { carrow_aggregation_add(handle.pointer, &array, &schema, $0) }
        }
    }

    /// Takes the rows of another aggregator behind its own.
    ///
    /// - Parameter other: One for the same keys and aggregates; it is used up.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func merge(_ other: consuming GroupAggregator) throws {
        let theirs = other.handle.withLock { $0 }
        try handle.withLock { handle in
            try checkArrow { carrow_aggregation_merge(handle.pointer, theirs.pointer, $0) }
        }
        extendLifetime(other)
    }

    /// The keys and then the aggregates, a row for each group, in the order of the groups' first rows; to be called once.
    ///
    /// - Returns: Columns without names.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func finish() throws -> RecordBatch {
        var (array, schema) = (ArrowArray(), ArrowSchema())
        try handle.withLock { handle in
            try checkArrow { carrow_aggregation_finish(handle.pointer, &array, &schema, $0) }
        }
        defer { carrow_schema_release(&schema) }
        return RecordBatch(array, schema: SchemaBox.schema(of: schema))
    }
}
