/// What is read of an Excel workbook, and how.
///
/// ```swift
/// var options = ExcelOptions()
/// options.sheet = .named("2026")
/// options.range = "B:F"
/// ```
public struct ExcelOptions: Sendable {
    /// Which sheet.
    public enum Sheet: Sendable, Hashable {
        /// The sheet of a name.
        case named(String)
        /// The sheet at a position from 0 on, charts left aside.
        case index(Int)
    }

    /// Which cells of a merged range have its value.
    public enum MergedCells: String, Sendable, CaseIterable {
        /// The first; the others are null.
        case topLeft
        /// All.
        case fill
    }

    /// The sheet.
    public var sheet: Sheet = .index(0)
    /// Whether the first row with something in it names the columns; else they have the letters of the sheet.
    public var hasHeader = true
    /// Names for the columns in place of the header's.
    public var names: [String] = []
    /// Rows to leave out at the top.
    public var skipRows = 0
    /// The cells to read, such as `B:F` or `A1:F100`; `nil` for all with something in them.
    public var range: String?
    /// Words that mean null in every column; `nil` takes the usual ones outside text columns.
    public var nullWords: [String]?
    /// Which cells of a merged range have its value.
    public var mergedCells: MergedCells = .topLeft

    /// Creates the options of a plain first sheet.
    public init() {}
}
