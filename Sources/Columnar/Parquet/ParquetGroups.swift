internal import CArrow

/// The row groups of a Parquet file, whose pages can be copied into another one.
public final class ParquetGroups: @unchecked Sendable {
    /// One row group.
    public struct Group: Sendable {
        /// Its rows.
        public let rows: Int
        /// Its bytes as they are in the file, of all columns.
        public let bytes: Int
    }

    /// The row groups, in their order.
    public let all: [Group]
    /// Read only, so that every thread may use it.
    let pointer: OpaquePointer

    /// Opens a file.
    ///
    /// - Throws: A ``ColumnarError`` when it cannot be read.
    public init(path: String) throws {
        let pointer = try callArrow { carrow_parquet_groups_open(path, $0) }
        self.pointer = pointer
        all = (0..<carrow_parquet_groups_count(pointer))
            .map { group in
                Group(
                    rows: Int(carrow_parquet_groups_rows(pointer, group)),
                    bytes: Int(carrow_parquet_groups_bytes(pointer, group))
                )
            }
    }

    /// What a row group holds.
    ///
    /// - Parameter index: Its place among ``all``.
    /// - Returns: Its rows and the statistics of its columns.
    /// - Throws: A ``ColumnarError`` when its statistics cannot be read.
    public func summary(of index: Int) throws -> ParquetSummary {
        ParquetSummary(taking: try callArrow { carrow_parquet_groups_summary(pointer, Int32(index), $0) })
    }

    deinit {
        carrow_parquet_groups_free(pointer)
    }
}
