import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct CSVInferenceTests {
    @Test func eachColumnGetsTheNarrowestTypeThatAllItsValuesFit() async throws {
        let test = try TestStore()
        let result = try await test.importCSV(
            """
            i,f,s,b,d,local,utc,blank
            1,1.5,x,true,2026-01-31,2026-01-31T10:00:00,2026-01-31T10:00:00Z,
            -2,2,y,FALSE,1969-12-31,2026-01-31 10:00:00.5,2026-01-31T12:00:00+02:00,

            """
        )
        #expect(
            result.table.typeNames == [
                "i Int", "f Float", "s String", "b Bool", "d Date", "local Timestamp", "utc Timestamp", "blank String",
            ]
        )
        #expect(result.table.columns.map(\.isLocalTime) == [false, false, false, false, false, true, false, false])
        let tenOClock = 1_769_853_600_000_000
        #expect(
            try await result.table.cells() == [
                [
                    .int(1), .float(1.5), .string("x"), .bool(true), .date(20_484), .timestamp(tenOClock),
                    .timestamp(tenOClock), .null,
                ],
                [
                    .int(-2), .float(2), .string("y"), .bool(false), .date(-1), .timestamp(tenOClock + 500_000),
                    .timestamp(tenOClock), .null,
                ],
            ]
        )
    }

    @Test(arguments: [
        (["1", "2", "3.5"], "Float"), (["1", "x"], "String"), (["true", "1"], "String"), (["1", "true"], "String"),
        (["2026-01-01", "2026-01-01T10:00:00"], "Timestamp"), (["2026-01-01", "x"], "String"),
        (["2026-01-01T10:00:00", "2026-01-01T10:00:00Z"], "String"), (["1", "", "NA"], "Int"), (["", "x"], "String"),
        (["007", "8"], "String"), (["1", "00.5"], "String"), (["-0", "1"], "Int"), (["0", "0.5"], "Float"),
        (["9223372036854775807", "1"], "Int"), (["9223372036854775809", "1"], "String"),
        (["9007199254740993", "1.5"], "String"), (["9007199254740992", "1.5"], "Float"), (["1e5", "2"], "Float"),
        (["NaN", "1"], "Float"), (["\"1,000\"", "2"], "String"), (["\"1\"", "\"\""], "Int"), (["\"\"", ""], "String"),
        (["2026-02-30", "2026-01-01"], "String"), (["9223372036854775808", "1"], "String"),
        (["-9223372036854775808", "1"], "Int"), (["18446744073709551616", "1.5"], "String"),
        (["1e400", "1"], "String"), (["-inf", "1"], "Float"),
        (["NA", ""], "String"),
    ])
    func aTypeDoesNotDependOnWhereAValueStands(values: [String], type: String) async throws {
        for order in [values, values.reversed()] {
            // Blocks of the reader are 4 MB: the padding puts the values into different ones.
            for padding in [0, 60_000] {
                let test = try TestStore()
                let filler = String(repeating: "\"\(String(repeating: "p", count: 70))\",\(order[0])\n", count: padding)
                let rest = order.dropFirst().map { "\"p\",\($0)\n" }.joined()
                let table = try await test.importCSV("p,v\n\"p\",\(order[0])\n\(filler)\(rest)").table
                #expect(table.columns[1].type.description == type)
                var written = 0
                for try await _ in try table.rows() { written += 1 }
                #expect(written == values.count + padding)
            }
        }
    }

    @Test func nullWordsAreNullInNumbersAndTextInText() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("n,t\nNA,NA\n,\n1,\"\"\nnull,x\n").table
        #expect(table.typeNames == ["n Int", "t String"])
        #expect(
            try await table.cells() == [
                [.null, .string("NA")], [.null, .null], [.int(1), .string("")], [.null, .string("x")],
            ]
        )
    }

    @Test func notANumberIsAValueAndNotNull() async throws {
        let test = try TestStore()
        let cells = try await test.importCSV("n\nNaN\n1.5\n\"\"\n").table.cells()
        guard case .float(let number) = cells[0][0] else { throw TestFailure() }
        #expect(number.isNaN)
        #expect(cells[2][0] == .null)
    }

    @Test func theEvidenceNamesTheLineThatWidenedAColumn() async throws {
        let test = try TestStore()
        let rows = (0..<400_000).map { "\($0),abcdefgh" }.joined(separator: "\n")
        let result = try await test.importCSV("price,x\n\(rows)\n3.5,y\n")
        #expect(result.report?.columns[0].evidence == "line 400002 has `3.5`")
        #expect(result.report?.columns[1].evidence == nil)
        #expect(try await result.table.count() == 400_001)
    }

    @Test func aDryRunNamesTheDecisiveValueInAShortFileToo() async throws {
        let test = try TestStore()
        let path = try test.file("s.csv", "price,name,n,day\n1,x,1,2026-01-01\n2,5,2,2026-01-02\n3.5,y,,later\n".utf8)
        let report = try await test.store.inspect(.csv(path))
        #expect(report.columns.map(\.column.type) == [.float, .string, .int, .string])
        #expect(report.columns.map(\.evidence) == ["line 4 has `3.5`", nil, nil, "line 4 has `later`"])
        #expect(test.contents == [])
    }

    @Test func temporalTypesAreOnlyInferredWhenWanted() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.inferTemporalTypes = false
        let table = try await test.importCSV("d\n2026-01-01\n", options: options).table
        #expect(table.typeNames == ["d String"])
    }

    @Test func overridesAreKeptAndTakeWhatInferenceWouldNot() async throws {
        let test = try TestStore()
        var options = ImportOptions()
        options.schemaOverrides = [
            "Code No": .init(.int), "flag": .init(.bool), "when": .init(.timestamp),
            "price": .init(.decimal(precision: 8, scale: 2)),
            "v": .init(.array(ArrayType(.float32, shape: [2]))), "j": .init(.json), "b": .init(.binary),
        ]
        let table =
            try await test.importCSV(
                """
                Code No,flag,when,price,v,j,b
                007,yes,2026-01-01T00:00:00Z,1.5,"[1, 2.5]","{ ""z"": 1.00, ""a"": [ ] }",xy
                8,0,2026-01-01 00:00:00,-0.25,,,

                """,
                options: options
            )
            .table
        #expect(
            table.typeNames == [
                "Code_No Int", "flag Bool", "when Timestamp", "price Decimal(8,2)", "v Array(float32,[2])", "j Json",
                "b Binary",
            ]
        )
        #expect(
            try await table.cells() == [
                [
                    .int(7), .bool(true), .timestamp(1_767_225_600_000_000), .decimal("1.50"),
                    .list([.float(1), .float(2.5)]), .string(#"{"z":1.00,"a":[]}"#), .binary(Data("xy".utf8)),
                ],
                [.int(8), .bool(false), .timestamp(1_767_225_600_000_000), .decimal("-0.25"), .null, .null, .null],
            ]
        )
    }

    @Test func namesAreNormalizedAndMadeDistinct() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("x y,x-y,X_Y,1st,_z,é,,a\n1,2,3,4,5,6,7,8\n").table
        #expect(table.columns.map(\.name) == ["x_y", "x_y_2", "X_Y_3", "c1st", "c_z", "c_", "c", "a"])
    }

    @Test func quotedFieldsMayHoldDelimitersQuotesAndLineEnds() async throws {
        let test = try TestStore()
        let table = try await test.importCSV("a,b\r\n\"x,1\",\"he said \"\"no\"\"\"\r\n\"two\nlines\",\u{e9}\r\n").table
        #expect(
            try await table.cells() == [
                [.string("x,1"), .string("he said \"no\"")], [.string("two\nlines"), .string("\u{e9}")],
            ]
        )
    }

    @Test(arguments: [String.Encoding.isoLatin1, .windowsCP1252, .utf16, .utf8])
    func aNamedEncodingIsDecoded(encoding: String.Encoding) async throws {
        let names: [String.Encoding: String] = [
            .isoLatin1: "latin1", .windowsCP1252: "windows-1252", .utf16: "utf-16", .utf8: "utf-8",
        ]
        let test = try TestStore()
        let data = try #require("naïve,b\ncafé,1\n".data(using: encoding))
        var csv = CSVOptions()
        csv.encoding = try #require(names[encoding])
        let table = try await test.store.importCSV(try test.file("e.csv", data), into: "t", csv: csv).table
        #expect(table.columns[0].name == "na_ve")
        #expect(try await table.cells() == [[.string("café"), .int(1)]])
    }
}

struct TestFailure: Error {}

extension CSVInferenceTests {
    @Test(arguments: [
        (["31.01.2026", "01.02.2026"], ["%d.%m.%Y"], ColumnType.date, Value.date(20_484)),
        (["01/31/2026 6:05", "02/01/2026 7:00"], ["%m/%d/%Y %H:%M"], .timestamp, .timestamp(1_769_839_500_000_000)),
        (["31.01.2026", "2026-02-01"], ["%d.%m.%Y"], .date, .date(20_484)),
        (["31.01.2026", "2026-02-01T00:00:00"], ["%d.%m.%Y"], .timestamp, .timestamp(1_769_817_600_000_000)),
        (["31.02.2026", "01.02.2026"], ["%d.%m.%Y"], .string, .string("31.02.2026")),
        (["31.01.2026"], [], .string, .string("31.01.2026")),
    ])
    func datesInFormatsThatWereNamedAreDates(
        values: [String],
        formats: [String],
        type: ColumnType,
        first: Value
    ) async throws {
        var csv = CSVOptions()
        csv.dateFormats = formats
        let test = try TestStore()
        let table = try await test.importCSV("d\n" + values.joined(separator: "\n") + "\n", csv: csv).table
        #expect(table.columns.map(\.type) == [type])
        #expect(try await table.cells().first == [first])
    }

    @Test func aFormatThatNamesNoDateIsRefused() async throws {
        var csv = CSVOptions()
        csv.dateFormats = ["%H:%M"]
        let test = try TestStore()
        let error = await LighttableTests.failure { try await test.importCSV("d\n1\n", csv: csv) }
        #expect(error?.code == .invalidOption)
    }
}
