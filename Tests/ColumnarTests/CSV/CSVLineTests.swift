import Columnar
import Testing

@Suite("CSV errors name the line")
struct CSVLineTests {
    /// Blank lines, quoted line ends and comments before the row that is wrong, which begins on line 11.
    private static let before = "# note\na,b\n\n1,\"two\nlines\"\r\n\r\n\"3\n\n\",4\n#x\n"

    @Test("a row with too many or too few fields", arguments: blockSizes, [0, 200])
    func raggedRows(blockBytes: Int, rows: Int) throws {
        for (row, fields) in [("5", 1), ("5,6,7", 3), ("\"5\n\",6,7", 3)] {
            let text = Self.before + String(repeating: "8,\"9\n\"\n", count: rows) + row + "\n5,6\n"
            let error = #expect(throws: ColumnarError.self) { try read(text, blockBytes) }
            #expect(error?.code == .raggedRow)
            #expect(error?.line == 11 + 2 * rows)
            #expect(error?.expectedFields == 2)
            #expect(error?.actualFields == fields)
        }
    }

    @Test("a value that does not fit", arguments: blockSizes, [0, 200])
    func misfits(blockBytes: Int, rows: Int) throws {
        let filler = String(repeating: "8,\"9\n\"\n", count: rows)
        let text = "a,b\n\n1,\"two\nlines\"\n\n" + filler + "#x\r\n\r\noops,6\nagain,7\n"
        let misfit = #expect(throws: CSVMisfit.self) { try read(text, blockBytes, kinds: [.int]) }
        #expect(misfit?.value?.line == 8 + 2 * rows)
        #expect(misfit?.value?.row == 1 + rows)
        #expect(misfit?.value?.text == "oops")
    }

    @Test("the first null of a column, and any value", arguments: blockSizes)
    func nulls(blockBytes: Int) throws {
        let folder = try ScratchFolder()
        let path = try folder.write("a,b\n\"1\n\",2\n\n3,4\n5,\n".utf8)
        let reader = try CSVReader(path: path, options: csvOptions(blockBytes: blockBytes))
        var found: CSVValue?
        while try reader.advance() {
            #expect(try reader.convert().isEmpty)
            #expect(reader.firstNull(column: 0) == nil)
            found = reader.firstNull(column: 1) ?? found
            #expect(reader.value(column: 0, rowInBlock: try reader.batch().count) == nil)
        }
        #expect(found?.line == 6)
        #expect(found?.row == 2)
        #expect(found?.text == "")
        try reader.rewind()
        _ = try reader.advance()
        let first = reader.value(column: 0, rowInBlock: 0)
        #expect(first?.line == 2)
        #expect(first?.row == 0)
        #expect(first?.text == "1\n")
    }

    @Test("a quote that is never closed", arguments: blockSizes)
    func unclosedQuotes(blockBytes: Int) throws {
        for (text, line) in [("a,b\n1,2\n\n3,\"4\n5,6\n7,8\n", 4), ("\na,\"b\n1,2\n", 2)] {
            let error = #expect(throws: ColumnarError.self) { try read(text, blockBytes) }
            #expect(error?.code == .unclosedQuote)
            #expect(error?.line == line)
        }
    }

    @Test("a file of nothing, blank lines or comments is empty", arguments: blockSizes, ["", "\n\n\r\n", "# a\n#b"])
    func emptyFiles(blockBytes: Int, text: String) throws {
        let error = #expect(throws: ColumnarError.self) { try read(text, blockBytes) }
        #expect(error?.code == .empty)
    }

    @Test("a header alone has no rows", arguments: blockSizes, ["a,b", "a,b\n", "a,b\r\n\r\n# c\n"])
    func headerOnly(blockBytes: Int, text: String) throws {
        #expect(try read(text, blockBytes) == [[], []])
    }

    @Test("a row longer than a block is one row")
    func longRow() throws {
        let long = String(repeating: "x", count: 100_000)
        #expect(try read("a,b\n\(long),\"\(long)\n\"\n", 7) == [[.string(long)], [.string(long + "\n")]])
    }

    @Test("a file that is not there")
    func missing() throws {
        let error = #expect(throws: ColumnarError.self) {
            try CSVReader(path: "/nowhere/x.csv", options: CSVReaderOptions())
        }
        #expect(error?.code == .notFound)
    }

    private func read(_ text: String, _ blockBytes: Int, kinds: [CSVKind] = []) throws -> [[Value]] {
        let folder = try ScratchFolder()
        let options = csvOptions(blockBytes: blockBytes) { $0.comment = UInt8(ascii: "#") }
        return try readCSV(try folder.write(text.utf8), options: options, kinds: kinds)
    }
}
