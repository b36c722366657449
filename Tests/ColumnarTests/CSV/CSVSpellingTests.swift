import Columnar
import Testing

@Suite("CSV is read in every spelling")
struct CSVSpellingTests {
    @Test("quotes enclose delimiters, line ends and doubled quotes", arguments: blockSizes)
    func quotes(blockBytes: Int) throws {
        let text = "a,b\n\"x,\"\"y\"\"\",\"two\nlines\"\r\n\"\",\"crlf\r\nline\"\n"
        #expect(
            try read(text, csvOptions(blockBytes: blockBytes)) == [
                [.string("x,\"y\""), .string("")], [.string("two\nlines"), .string("crlf\r\nline")],
            ]
        )
    }

    @Test("an unquoted empty field is null and a quoted one is empty text", arguments: blockSizes)
    func empties(blockBytes: Int) throws {
        let text = "a,b\n,\"\"\n\"\",\n\"x\","
        #expect(
            try read(text, csvOptions(blockBytes: blockBytes)) == [
                [.null, .string(""), .string("x")], [.string(""), .null, .null],
            ]
        )
    }

    @Test("line ends may be LF, CRLF or CR, and the last may be missing", arguments: ["\n", "\r\n", "\r"], blockSizes)
    func lineEnds(end: String, blockBytes: Int) throws {
        for last in ["", end, end + end] {
            let text = ["a,b", "1,2", "", "3,4"].joined(separator: end) + last
            #expect(
                try read(text, csvOptions(blockBytes: blockBytes)) == [
                    [.string("1"), .string("3")], [.string("2"), .string("4")],
                ]
            )
        }
    }

    @Test("blank lines before the header are skipped", arguments: blockSizes)
    func blankLinesFirst(blockBytes: Int) throws {
        let reader = try open("\n\r\n\na,b\n1,2\n", csvOptions(blockBytes: blockBytes))
        #expect(reader.names == ["a", "b"])
        #expect(try contents(reader) == [[.string("1")], [.string("2")]])
    }

    @Test("delimiter, quote and escape may be others")
    func otherCharacters() throws {
        let options = csvOptions { options in
            options.delimiter = UInt8(ascii: ";")
            options.quote = UInt8(ascii: "'")
            options.escape = UInt8(ascii: "\\")
        }
        #expect(
            try read("a;b\n'x;\\'y';\"z\\;\"\n", options) == [[.string("x;'y")], [.string("\"z;\"")]]
        )
        let unquoted = csvOptions { $0.quote = nil }
        #expect(try read("a\n\"x\"\n", unquoted) == [[.string("\"x\"")]])
    }

    @Test("comment lines are left out wherever they stand, whatever they hold", arguments: blockSizes)
    func comments(blockBytes: Int) throws {
        let options = csvOptions(blockBytes: blockBytes) { $0.comment = UInt8(ascii: "#") }
        let text = """
            # it's "odd, "text
            a,b
            1,"# kept
            # kept"
            #2,3
            # "unclosed,"
            5" pipe,#x
            # "
            4,"#"
            #end
            """
        #expect(
            try read(text, options) == [
                [.string("1"), .string("5\" pipe"), .string("4")],
                [.string("# kept\n# kept"), .string("#x"), .string("#")],
            ]
        )
    }

    @Test("lines before the header are skipped as they are", arguments: blockSizes)
    func skippedLines(blockBytes: Int) throws {
        let options = csvOptions(blockBytes: blockBytes) {
            $0.skippedLines = 2
            $0.comment = UInt8(ascii: "#")
        }
        #expect(try read("title \"one\n#two\n# three\na\n1\n", options) == [[.string("1")]])
        #expect(throws: ColumnarError.self) { try open("only\n", options) }
    }

    @Test("without a header columns are c1, c2 and names may be given")
    func names() throws {
        #expect(try open("1,2\n", csvOptions { $0.hasHeader = false }).names == ["c1", "c2"])
        let named = try open(
            "1,2\n3,4\n",
            csvOptions {
                $0.hasHeader = false
                $0.names = ["x", "y"]
            }
        )
        #expect(named.names == ["x", "y"])
        #expect(try contents(named) == [[.string("1"), .string("3")], [.string("2"), .string("4")]])
        let renamed = try open("a,b\n1,2\n", csvOptions { $0.names = ["x", "y"] })
        #expect(try contents(renamed) == [[.string("1")], [.string("2")]])
        let error = #expect(throws: ColumnarError.self) { try open("a,b\n1,2\n", csvOptions { $0.names = ["x"] }) }
        #expect(error?.code == .raggedRow)
        #expect(error?.expectedFields == 1)
        #expect(error?.actualFields == 2)
    }

    @Test("short rows are filled with nulls when asked for", arguments: blockSizes)
    func padding(blockBytes: Int) throws {
        let options = csvOptions(blockBytes: blockBytes) { $0.padsShortRows = true }
        #expect(
            try read("a,b,c\n1\n2,3\n4,5,6\n", options) == [
                [.string("1"), .string("2"), .string("4")], [.null, .string("3"), .string("5")],
                [.null, .null, .string("6")],
            ]
        )
        let error = #expect(throws: ColumnarError.self) { try read("a,b\n1\n2,3,4\n", options) }
        #expect(error?.code == .raggedRow)
        #expect(error?.line == 3)
    }

    @Test("null words are null in numbers and text in text, or null everywhere when asked for")
    func nullWords() throws {
        var options = csvOptions { $0.nullWords = ["NA", "null"] }
        let text = "n,s\nNA,NA\n1,null\n,\"NA\"\n"
        #expect(
            try read(text, options, kinds: [.int, .string]) == [
                [.null, .int(1), .null], [.string("NA"), .string("null"), .string("NA")],
            ]
        )
        options.nullWordsInText = true
        #expect(
            try read(text, options, kinds: [.int, .string])[1] == [.null, .null, .string("NA")]
        )
    }

    @Test("a column without values knows whether it met null words")
    func nullWordsOnly() throws {
        let reader = try open("a,b\nNA,\n,\n", csvOptions { $0.nullWords = ["NA"] })
        try reader.setKind(.null, of: 0, isLenient: false)
        try reader.setKind(.null, of: 1, isLenient: false)
        #expect(try contents(reader) == [[.null, .null], [.null, .null]])
        #expect(reader.hasNullWords(column: 0))
        #expect(!reader.hasNullWords(column: 1))
    }

    private func open(_ text: String, _ options: CSVReaderOptions) throws -> CSVReader {
        let folder = try ScratchFolder()
        return try CSVReader(path: try folder.write(text.utf8), options: options)
    }

    private func read(_ text: String, _ options: CSVReaderOptions, kinds: [CSVKind] = []) throws -> [[Value]] {
        let folder = try ScratchFolder()
        return try readCSV(try folder.write(text.utf8), options: options, kinds: kinds)
    }
}
