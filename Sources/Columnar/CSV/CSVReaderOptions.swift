/// How a CSV file is spelled.
public struct CSVReaderOptions: Sendable {
    /// What separates fields.
    public var delimiter: UInt8 = UInt8(ascii: ",")
    /// What encloses fields that hold delimiters or line ends; `nil` for no quoting.
    public var quote: UInt8? = UInt8(ascii: "\"")
    /// What makes the next character ordinary; `nil`: a quote inside quotes is doubled.
    public var escape: UInt8?
    /// What begins a line to be left out.
    public var comment: UInt8?
    /// The decimal point.
    public var decimalPoint: UInt8 = UInt8(ascii: ".")
    /// What groups the digits of numbers.
    public var thousands: UInt8?
    /// Whether the first row names the columns.
    public var hasHeader = true
    /// Whether a row with too few fields is filled with nulls.
    public var padsShortRows = false
    /// Whether rows with too many or too few fields are left out, instead of being an error.
    public var skipsRaggedRows = false
    /// Lines to leave out before the header.
    public var skippedLines = 0
    /// A name that iconv knows; `nil` means UTF-8, or UTF-16 when a byte order mark says so.
    public var encoding: String?
    /// Names for the columns; empty takes the header's.
    public var names: [String] = []
    /// Words that are null in columns that are not text.
    public var nullWords: [String] = []
    /// Whether the words are null in text columns too.
    public var nullWordsInText = false
    /// Formats of dates and timestamps beside ISO 8601, as strptime has them.
    public var dateFormats: [String] = []
    /// Bytes read at a time.
    public var blockBytes = 4 << 20

    /// Creates the options of plain CSV.
    public init() {}
}
