import Columnar

extension CSVOptions {
    /// The reader's options for a file.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption` for a character that is not one byte.
    func readerOptions(for path: String) throws -> CSVReaderOptions {
        var options = CSVReaderOptions()
        options.delimiter = try byte(delimiter ?? Self.delimiter(for: path), "delimiter")
        options.quote = try quote.map { try byte($0, "quote") }
        options.escape = try escape.map { try byte($0, "escape") }
        options.comment = try comment.map { try byte($0, "comment-char") }
        options.decimalPoint = try byte(decimal, "decimal")
        options.thousands = try thousands.map { try byte($0, "thousands") }
        options.hasHeader = hasHeader
        options.padsShortRows = padShortRows
        options.skippedLines = skipRows
        options.encoding = encoding
        options.names = names
        options.nullWords = nullWords ?? Self.usualNullWords
        options.nullWordsInText = nullWords != nil
        options.dateFormats = try dateFormats.map(Self.checked)
        return options
    }

    /// A format with a year, a month and a day, or a name for all three.
    private static func checked(_ format: String) throws -> String {
        let has = { (letters: String) in letters.contains { format.contains("%\($0)") } }
        guard has("DFxcs") || (has("Yy") && has("mbBhj") && has("dej")) else {
            throw LighttableError(
                .invalidOption,
                "'\(format)' is no date format; write year, month and day as strptime does, such as %d.%m.%Y"
            )
        }
        return format
    }

    private static func delimiter(for path: String) -> Character {
        let name = path.lowercased()
        let stem = [".gz", ".zst", ".bz2"].first { name.hasSuffix($0) }.map { String(name.dropLast($0.count)) } ?? name
        return stem.hasSuffix(".tsv") || stem.hasSuffix(".tab") ? "\t" : ","
    }

    private func byte(_ character: Character, _ option: String) throws -> UInt8 {
        guard let byte = character.asciiValue else {
            throw LighttableError(.invalidOption, "'\(character)' cannot be the \(option): use one ASCII character")
        }
        return byte
    }
}
