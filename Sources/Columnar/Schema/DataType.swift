/// The Arrow type of a column.
///
/// Named as in the Arrow columnar format; those that Lighttable neither reads nor writes are `other`.
public indirect enum DataType: Sendable, Hashable {
    /// No values.
    case null
    /// One bit.
    case bool
    /// Signed integer of 8 bits.
    case int8
    /// Signed integer of 16 bits.
    case int16
    /// Signed integer of 32 bits.
    case int32
    /// Signed integer of 64 bits.
    case int64
    /// Single precision.
    case float32
    /// Double precision.
    case float64
    /// Exact decimal of up to 38 digits.
    case decimal128(precision: Int, scale: Int)
    /// UTF-8 text.
    case string
    /// UTF-8 text as positions in a dictionary that a batch has; asked of a Parquet file, the column comes so if the file has a
    /// small dictionary for it, and else as `string`.
    case dictionary
    /// Bytes.
    case binary
    /// Days since 1970-01-01.
    case date32
    /// Time since 1970-01-01, an instant when there is a time zone and else a wall-clock time.
    case timestamp(TimeUnit, timeZone: String?)
    /// Time of a day since midnight.
    case time64(TimeUnit)
    /// A length of time.
    case duration(TimeUnit)
    /// Lists of any length.
    case list(Field)
    /// Named children.
    case structure([Field])
    /// Key and value pairs.
    case map(key: Field, value: Field)
    /// Any other type, by its Arrow C format string.
    case other(format: String)
}

extension DataType {
    /// Whether values have named children.
    public var isStructure: Bool {
        if case .structure = self { true } else { false }
    }

    /// Whether values hold other values.
    public var isNested: Bool {
        switch self {
        case .list, .structure, .map: true
        default: false
        }
    }
}
