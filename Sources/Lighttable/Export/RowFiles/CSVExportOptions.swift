import Columnar

/// How rows are exported to CSV.
public struct CSVExportOptions: Sendable {
    /// What separates fields; `nil` is a tab for a name that ends in `.tsv`, else a comma.
    public var delimiter: Character?
    /// Whether the first line has the columns' names.
    public var hasHeader = true
    /// The word that stands for null; text of this spelling is quoted.
    public var nullWord = ""
    /// The compression; `nil` is what the target's name ends in.
    public var compression: ExportCompression?
    /// What to do when the target exists.
    public var ifExists: ExistingTarget = .error

    /// Creates the default options.
    public init() {}

    /// The options for a destination.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    func resolved(for destination: ExportDestination) throws -> RowFileDraft.Options {
        let delimiter = delimiter ?? (destination.hasEnding([".tsv"]) ? "\t" : ",")
        guard let byte = delimiter.asciiValue, !"\"\n\r".contains(delimiter) else {
            throw LighttableError(
                .invalidOption,
                "'\(delimiter)' cannot separate fields; choose another ASCII character"
            )
        }
        guard !nullWord.contains(where: { $0 == "\"" || $0.isNewline || $0 == delimiter }) else {
            throw LighttableError(
                .invalidOption,
                "'\(nullWord)' cannot stand for null: it has a quote, a line's end or the delimiter in it"
            )
        }
        return RowFileDraft.Options(
            file: .init(
                format: .csv,
                compression: (compression ?? destination.compression).columnar,
                delimiter: byte,
                hasHeader: hasHeader,
                nullWord: nullWord
            ),
            ifExists: ifExists
        )
    }
}
