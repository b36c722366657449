import Columnar
import Testing

@Suite("CSV text becomes values of the kind asked for")
struct CSVValueTests {
    @Test(
        "values that fit",
        arguments: [
            (.int, "-5", .int(-5)), (.int, "9223372036854775807", .int(.max)), (.int, " 7 ", .int(7)),
            (.int, "0", .int(0)), (.float, "1e3", .float(1000)), (.float, "-0.5", .float(-0.5)),
            (.float, "12", .float(12)), (.bool, "TRUE", .bool(true)), (.bool, "false", .bool(false)),
            (.date, "2026-01-31", .date(20_484)), (.date, "1969-12-31", .date(-1)),
            (.timestamp, "1970-01-01 00:00:01", .timestamp(1_000_000)),
            (.timestamp, "1970-01-01T00:00:00.000001", .timestamp(1)),
            (.timestamp, "1969-12-31T23:59:59.999999999", .timestamp(-1)),
            (.timestampWithOffset, "1970-01-01T01:00:00+01:00", .timestamp(0)),
            (.timestampWithOffset, "1970-01-01T00:00:00Z", .timestamp(0)),
            (.timestampMixed, "1970-01-01T00:00:00", .timestamp(0)),
            (.timestampMixed, "1970-01-01T02:00:00+02:00", .timestamp(0)),
            (.decimal(precision: 6, scale: 2), "-12.5", .decimal("-12.50")), (.string, " x ", .string(" x ")),
            (.int, "\"\"", .null), (.string, "\"\"", .string("")), (.int, "\"12\"", .int(12)),
        ] as [(CSVKind, String, Value)]
    )
    func fits(kind: CSVKind, text: String, value: Value) throws {
        #expect(try read(text, kind) == value)
    }

    @Test(
        "values that do not fit are shown as written",
        arguments: [
            (.int, "1.0"), (.int, "9223372036854775808"), (.int, "007"), (.int, "0x1F"), (.int, "yes"), (.bool, "1"),
            (.bool, "yes"), (.float, "1,5"), (.float, "00.5"), (.float, "9007199254740993"), (.date, "31.01.2026"),
            (.date, "2026-02-30"), (.timestamp, "1970-01-01T00:00:00Z"), (.timestampWithOffset, "1970-01-01T00:00:00"),
            (.timestamp, "soon"), (.decimal(precision: 3, scale: 1), "123.4"), (.null, "x"),
        ] as [(CSVKind, String)]
    )
    func misfits(kind: CSVKind, text: String) throws {
        let misfit = #expect(throws: CSVMisfit.self) { try read(text, kind) }
        #expect(misfit?.value?.text == text)
        #expect(misfit?.value?.line == 2)
        #expect(misfit?.value?.row == 0)
    }

    @Test(
        "kinds that were asked for take more spellings",
        arguments: [
            (.int, "007", .int(7)), (.bool, "yes", .bool(true)), (.bool, "0", .bool(false)),
            (.float, "9007199254740993", .float(9_007_199_254_740_992)),
        ] as [(CSVKind, String, Value)]
    )
    func lenient(kind: CSVKind, text: String, value: Value) throws {
        #expect(try read(text, kind, isLenient: true) == value)
    }

    @Test("a decimal comma and grouped digits")
    func europeanNumbers() throws {
        let options = csvOptions {
            $0.delimiter = UInt8(ascii: ";")
            $0.decimalPoint = UInt8(ascii: ",")
            $0.thousands = UInt8(ascii: ".")
        }
        let decimal = CSVKind.decimal(precision: 10, scale: 2)
        #expect(try read("-1.234.567", .int, options) == .int(-1_234_567))
        #expect(try read("1.234,5", .float, options) == .float(1234.5))
        #expect(try read("1.234,5", decimal, options) == .decimal("1234.50"))
        #expect(try read("12", .int, options) == .int(12))
        #expect(try read("0,25", .float, options) == .float(0.25))
        var ungrouped = options
        ungrouped.thousands = nil
        #expect(try read("1,5", .float, ungrouped) == .float(1.5))
        #expect(try read("1,5", decimal, ungrouped) == .decimal("1.50"))
    }

    @Test(
        "dates and codes do not pass for grouped numbers",
        arguments: ["1.2.2024", "2024.01.15", "12.5", "1.2345", ".123"]
    )
    func notGrouped(text: String) throws {
        let options = csvOptions {
            $0.delimiter = UInt8(ascii: ";")
            $0.decimalPoint = UInt8(ascii: ",")
            $0.thousands = UInt8(ascii: ".")
        }
        #expect(throws: CSVMisfit.self) { try read(text, .int, options) }
        #expect(throws: CSVMisfit.self) { try read(text, .float, options) }
    }

    @Test("a column can be tried as other kinds before it is converted again")
    func triesKinds() throws {
        let folder = try ScratchFolder()
        let reader = try CSVReader(path: try folder.write("a\n1\n2.5\n".utf8), options: csvOptions())
        try reader.setKind(.int, of: 0, isLenient: false)
        #expect(try reader.advance())
        #expect(try reader.convert() == [0])
        #expect(reader.misfit(column: 0) == nil || reader.misfit(column: 0)?.text == "2.5")
        #expect(!reader.fits(.date, column: 0))
        #expect(reader.fits(.float, column: 0))
        try reader.setKind(.float, of: 0, isLenient: false)
        #expect(try reader.convert().isEmpty)
        #expect(values(try reader.batch().column(at: 0)) == [.float(1), .float(2.5)])
        #expect(try !reader.advance())
        try reader.rewind()
        #expect(try contents(reader) == [[.float(1), .float(2.5)]])
    }

    private func read(
        _ text: String,
        _ kind: CSVKind,
        _ options: CSVReaderOptions = csvOptions { $0.delimiter = UInt8(ascii: ";") },
        isLenient: Bool = false
    ) throws -> Value {
        let folder = try ScratchFolder()
        let path = try folder.write("a;b\n\(text);x\n".utf8)
        return try readCSV(path, options: options, kinds: [kind], isLenient: isLenient)[0][0]
    }
}
