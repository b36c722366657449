/// How a CSV file is spelled.
public struct CSVOptions: Sendable {
    /// What separates fields; `nil` takes a tab for names that end in `.tsv` or `.tab` and else a comma.
    public var delimiter: Character?
    /// What encloses fields; `nil` for no quoting.
    public var quote: Character? = "\""
    /// What makes the next character ordinary; `nil`: a quote inside quotes is doubled.
    public var escape: Character?
    /// What begins a line to be left out.
    public var comment: Character?
    /// Whether the first row names the columns.
    public var hasHeader = true
    /// Names for the columns in place of the header's.
    public var names: [String] = []
    /// Lines to leave out before the header.
    public var skipRows = 0
    /// The encoding, as iconv names it, such as `utf-8`, `utf-16`, `latin1` or `windows-1252`.
    public var encoding = "utf-8"
    /// Words that mean null in every column, unquoted; `nil` takes the usual ones outside text columns.
    public var nullWords: [String]?
    /// Formats of dates and timestamps beside ISO 8601, as strptime has them, such as `%d.%m.%Y`.
    public var dateFormats: [String] = []
    /// The decimal point.
    public var decimal: Character = "."
    /// What groups the digits of numbers.
    public var thousands: Character?
    /// Whether a row with too few fields is filled with nulls.
    public var padShortRows = false

    /// Creates the options of plain CSV.
    public init() {}

    /// The words that are null in columns that are not text.
    public static let usualNullWords = ["NA", "N/A", "null", "NULL", "None", "#N/A", "<NA>"]
}
