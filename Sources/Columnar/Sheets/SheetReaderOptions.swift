/// What is read of a sheet, and how.
public struct SheetReaderOptions: Sendable {
    /// The 0-based sheet, among those with cells.
    public var sheet = 0
    /// Whether the first row with something in it names the columns.
    public var hasHeader = true
    /// Whether all cells of a merged range have the value of the first.
    public var fillsMerged = false
    /// The 0-based columns; `nil` for those with something in them.
    public var columns: ClosedRange<Int>?
    /// The first 1-based row that is looked at.
    public var firstRow = 1
    /// The last one; `nil` for all.
    public var lastRow: Int?
    /// Texts that mean null.
    public var nullWords: [String] = []
    /// Whether they mean null in text columns, too.
    public var nullWordsInText = false
    /// About how many cells a block has.
    public var blockCells = 1 << 18

    /// Creates the default options.
    public init() {}
}
