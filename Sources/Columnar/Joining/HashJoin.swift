internal import CArrow
import Synchronization

/// Finds rows by their keys, one side of a join having all of them in memory.
///
/// ```swift
/// let join = try HashJoin(keysOfTheRight)
/// let groups = try join.groups(of: keysOfTheLeft)
/// var place = HashJoin.Place()
/// let pairs = join.pairs(of: groups, from: &place, keepsUnmatched: false, most: 65_536)
/// ```
public final class HashJoin: Sendable {
    /// How far the pairs of a batch have been made.
    public struct Place: Sendable {
        fileprivate var place = carrow_join_place()

        /// The place before the first pair.
        public init() {}
    }

    private let handle: Mutex<Handle>

    private struct Handle: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    /// Takes the keys of all rows of the side that is in memory.
    ///
    /// - Throws: A ``ColumnarError`` when values of a column cannot be compared, as lists cannot.
    public init(_ keys: RecordBatch) throws {
        var (array, schema) = (keys.exported(), SchemaBox.exported(keys.schema))
        let pointer = try callArrow { carrow_join_new(&array, &schema, $0) }
        handle = Mutex(Handle(pointer: pointer))
    }

    deinit {
        handle.withLock { carrow_join_free($0.pointer) }
    }

    /// The groups of equal keys that rows of the other side belong to, for ``pairs(of:from:keepsUnmatched:most:)``.
    ///
    /// Null and NaN equal nothing.
    ///
    /// - Parameter keys: Columns of the same types.
    /// - Returns: A number for each row.
    /// - Throws: A ``ColumnarError`` when memory runs out.
    public func groups(of keys: RecordBatch) throws -> [UInt32] {
        var (array, schema) = (keys.exported(), SchemaBox.exported(keys.schema))
        return try [UInt32](unsafeUninitializedCapacity: keys.count) { groups, initialized in
            try handle.withLock { handle in
                try checkArrow { carrow_join_find(handle.pointer, &array, &schema, groups.baseAddress, $0) }
            }
            initialized = keys.count
        }
    }

    /// The positions of rows that belong together, in the order of the other side.
    ///
    /// - Parameters:
    ///   - groups: What ``groups(of:)`` gave.
    ///   - place: From where on; moved behind the last pair.
    ///   - keepsUnmatched: Whether rows without a match are there, too, with -1 beside them.
    ///   - most: The most pairs.
    /// - Returns: Positions in the other side's batch and in the side in memory; none at the end.
    public func pairs(
        of groups: [UInt32],
        from place: inout Place,
        keepsUnmatched: Bool,
        most: Int
    ) -> (left: [Int], right: [Int]) {
        var (left, right) = ([Int64](repeating: 0, count: most), [Int64](repeating: 0, count: most))
        let count = handle.withLock { handle in
            carrow_join_pairs(
                handle.pointer,
                groups,
                Int64(groups.count),
                keepsUnmatched,
                &place.place,
                Int64(most),
                &left,
                &right
            )
        }
        return (left.prefix(Int(count)).map(Int.init), right.prefix(Int(count)).map(Int.init))
    }
}
