/// How rows stand in a JSON file.
public struct JSONRowOptions: Sendable {
    /// Whether there is one object on each line, whatever the first bytes say.
    public var holdsLines = false
    /// Whether lines that are no object are left out, instead of being an error.
    public var skipsBadLines = false
    /// Whether values may be of kinds that JSON has no words for: `T1700000000000000` is a moment in microseconds,
    /// `D19000` a day, `B"AAEC"` bytes, `M"12.50"` a decimal and `U"…"` a UUID.
    public var isTyped = false
    /// The keys that lead to the list of rows in one large object.
    public var path: [String] = []
    /// Bytes read at a time.
    public var blockBytes = 4 << 20

    /// Creates the options of plain JSON.
    public init() {}
}
