public import Foundation

/// What a finished Parquet file, or a row group of one, holds.
public struct ParquetSummary: Sendable {
    /// The bounds of a column's values, as they are stored.
    public enum Bounds: Sendable, Equatable {
        /// Of integers, booleans (0 and 1), days and microseconds.
        case int(Int, Int)
        /// Of numbers, NaN left out.
        case double(Double, Double)
        /// Of text and bytes, in the order of their bytes.
        case bytes(Data, Data)
    }

    /// What the integers of a column count.
    public enum Unit: Sendable {
        /// What they say.
        case one
        /// Days since 1970-01-01.
        case days
        /// Microseconds since 1970-01-01T00:00:00.
        case microseconds
        /// Anything else, such as the digits of a decimal.
        case other
    }

    /// Statistics of one leaf column.
    public struct Column: Sendable {
        /// The dotted path of the column in the file's schema.
        public let path: String
        /// The least and the greatest value, where known.
        public let bounds: Bounds?
        /// What the bounds count, where they are integers; other values are what they say, or ``Unit/other``.
        public let unit: Unit
        /// How many values are null, where known.
        public let nullCount: Int?
    }

    /// The number of rows.
    public let rows: Int
    /// The size of the file in bytes; 0 for a row group.
    public let bytes: Int
    /// The leaf columns.
    public let columns: [Column]
}
