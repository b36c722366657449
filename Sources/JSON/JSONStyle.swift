/// How JSON text is laid out.
public struct JSONStyle: Sendable, Hashable {
    /// Whether the members of an object are sorted by key; else they keep their order.
    public var sortsKeys: Bool
    /// Whether a space follows each `,` and `:`.
    public var isSpaced: Bool
    /// Whether what a terminal or a reader of lines could take for more than text is escaped: DEL, U+2028 and U+2029.
    public var escapesLineSeparators: Bool

    /// Creates a style.
    public init(sortsKeys: Bool = false, isSpaced: Bool = false, escapesLineSeparators: Bool = false) {
        self.sortsKeys = sortsKeys
        self.isSpaced = isSpaced
        self.escapesLineSeparators = escapesLineSeparators
    }

    /// No spaces, members in their order.
    public static let compact = JSONStyle()
    /// No spaces, members sorted by key: equal values have equal texts.
    public static let canonical = JSONStyle(sortsKeys: true)
}
