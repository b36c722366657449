import ArgumentParser
import Lighttable

/// How a CSV file is written; some of it also applies to sheets.
struct CSVArguments: ParsableArguments, Sendable {
    @Option(help: "The text encoding, such as utf-8, latin1 or windows-1252.")
    var encoding = "utf-8"

    @Option(help: ArgumentHelp("What separates fields; default: by the name, tab for .tsv.", valueName: "char"))
    var delimiter: OneCharacter?

    @Option(
        help: ArgumentHelp("What encloses fields with special characters, or none; default: \".", valueName: "char")
    )
    var quote: QuoteMark?

    @Option(help: ArgumentHelp("What takes away the next character's meaning; default: none.", valueName: "char"))
    var escape: OneCharacter?

    @Option(help: ArgumentHelp("Lines that begin with it are skipped.", valueName: "char"))
    var commentChar: OneCharacter?

    @Flag(help: "The first line is data; columns are named c1, c2, … unless --names says otherwise.")
    var noHeader = false

    @Option(help: ArgumentHelp("Column names, instead of those in the file.", valueName: "a,b"))
    var names: NameList?

    @Option(help: ArgumentHelp("Lines to skip before the header.", valueName: "n"))
    var skipRows = 0

    @Option(
        name: .customLong("null"),
        parsing: .upToNextOption,
        help: ArgumentHelp("Words that stand for null; give them after SOURCE and TABLE.", valueName: "word")
    )
    var nullWords: [String] = []

    @Option(help: ArgumentHelp("The decimal mark of numbers; default: a point.", valueName: "char"))
    var decimal: OneCharacter?

    @Option(help: ArgumentHelp("The thousands mark of numbers; default: none.", valueName: "char"))
    var thousands: OneCharacter?

    @Option(
        name: .customLong("date-format"),
        help: ArgumentHelp(
            "A form of dates or timestamps beside ISO 8601, such as %d.%m.%Y; repeat for more.",
            valueName: "format"
        )
    )
    var dateFormats: [String] = []

    @Flag(help: "Leave dates and timestamps as text.")
    var noInferDates = false

    @Flag(help: "Fill rows that have too few fields with nulls, instead of refusing them.")
    var padShortRows = false

    mutating func validate() throws {
        if skipRows < 0 { throw ValidationError("--skip-rows cannot be negative") }
    }

    /// The options given, by name, that are about text files alone; the others also apply to sheets.
    var givenForTextOnly: [String] {
        [
            encoding == "utf-8" ? nil : "--encoding", delimiter.map { _ in "--delimiter" },
            quote.map { _ in "--quote" },
            escape.map { _ in "--escape" }, commentChar.map { _ in "--comment-char" }, decimal.map { _ in "--decimal" },
            thousands.map { _ in "--thousands" }, padShortRows ? "--pad-short-rows" : nil,
            noInferDates ? "--no-infer-dates" : nil, dateFormats.isEmpty ? nil : "--date-format",
        ]
        .compactMap(\.self)
    }

    /// The options that were given, by name.
    var given: [String] {
        let others = [
            noHeader ? "--no-header" : nil, names.map { _ in "--names" }, skipRows == 0 ? nil : "--skip-rows",
            nullWords.isEmpty ? nil : "--null",
        ]
        return givenForTextOnly + others.compactMap(\.self)
    }

    func options(for format: SourceFormat) -> CSVOptions {
        var options = CSVOptions()
        options.encoding = encoding
        options.delimiter = delimiter?.character ?? (format == .tsv ? "\t" : nil)
        if let quote { options.quote = quote.character }
        options.escape = escape?.character
        options.comment = commentChar?.character
        options.hasHeader = !noHeader
        options.names = names?.names ?? []
        options.skipRows = skipRows
        options.nullWords = nullWords.isEmpty ? nil : nullWords
        options.dateFormats = dateFormats
        if let decimal { options.decimal = decimal.character }
        options.thousands = thousands?.character
        options.padShortRows = padShortRows
        return options
    }
}
