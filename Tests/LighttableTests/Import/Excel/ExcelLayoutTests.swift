import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct ExcelLayoutTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    /// A row of a sheet from cells by their column letters; text unless it is a number.
    private func row(_ number: Int, _ cells: KeyValuePairs<String, String>) -> String {
        let items = cells.map { column, value in
            Double(value) == nil
                ? "<c r='\(column)\(number)' t='str'><v>\(value)</v></c>"
                : "<c r='\(column)\(number)'><v>\(value)</v></c>"
        }
        return "<row r='\(number)'>\(items.joined())</row>"
    }

    @Test func emptyRowsBetweenOthersAreNullsAndThoseAroundAreNot() async throws {
        let rows =
            "<row r='1'><c r='A1' s='1'/></row>" + row(3, ["B": "x", "C": "y"]) + row(5, ["B": "1"])
            + "<row r='6' s='1' customFormat='1'/>" + row(8, ["C": "2"]) + "<row r='9'><c r='Z9' s='1'/></row>"
        let table = try await test.importSheet(rows).table
        #expect(table.typeNames == ["x Int", "y Int"])
        #expect(
            try await table.cells() == [[.null, .null], [1, .null], [.null, .null], [.null, .null], [.null, 2]]
        )
    }

    @Test func columnsWithoutAHeaderHaveTheLettersOfTheSheet() async throws {
        let rows = row(1, ["B": "n", "D": "n"]) + row(2, ["A": "1", "B": "2", "C": "3", "D": "4", "AB": "5"])
        let result = try await test.importSheet(rows)
        #expect(result.table.columns.count == 28)
        #expect(result.report?.columns.prefix(4).map(\.sourceName) == ["A", "n", "C", "n"])
        #expect(result.table.columns.prefix(4).map(\.name) == ["A", "n", "C", "n_2"])
        #expect(result.table.columns.last?.name == "AB")
    }

    @Test func theFirstRowIsDataWithoutAHeader() async throws {
        var excel = ExcelOptions()
        excel.hasHeader = false
        let rows = row(2, ["B": "1", "C": "x"]) + row(3, ["B": "2"])
        let table = try await test.importSheet(rows, excel: excel).table
        #expect(table.typeNames == ["B Int", "C String"])
        #expect(try await table.cells() == [[1, "x"], [2, .null]])
        excel.names = ["id", "name"]
        #expect(try await test.importSheet(rows, excel: excel).table.typeNames == ["id Int", "name String"])
        excel.names = ["id"]
        let wrong = await failure { _ = try await test.importSheet(rows, excel: excel) }
        #expect(wrong?.code == .invalidOption)
        #expect(wrong?.message.contains("1 names are given, but the sheet has 2 columns") == true)
    }

    @Test func headersThatAreNumbersOrDaysAreTheirText() async throws {
        var workbook = RawWorkbook(
            "<row><c><v>2024</v></c><c s='1'><v>45351</v></c><c t='b'><v>1</v></c></row><row><c><v>1</v></c></row>"
        )
        workbook.formats = ["yyyy-mm-dd"]
        let result = try await test.importWorkbook(workbook)
        #expect(result.report?.columns.map(\.sourceName) == ["2024", "2024-02-29", "TRUE"])
        #expect(result.table.typeNames == ["c2024 Int", "c2024_02_29 String", "TRUE String"])
    }

    @Test func aRangeChoosesRowsAndColumns() async throws {
        let rows =
            row(1, ["A": "title"]) + row(3, ["A": "a", "B": "b", "C": "c"]) + row(4, ["A": "1", "B": "2", "C": "3"])
            + row(5, ["A": "4", "B": "5"]) + row(6, ["B": "x"])
        var excel = ExcelOptions()
        excel.range = "b3:$D$5"
        let table = try await test.importSheet(rows, excel: excel).table
        #expect(table.typeNames == ["b Int", "c Int", "D String"])
        #expect(try await table.cells() == [[2, 3, .null], [5, .null, .null]])
        excel.range = "A:B"
        excel.skipRows = 2
        #expect(try await test.importSheet(rows, excel: excel).table.typeNames == ["a Int", "b String"])
    }

    @Test(arguments: ["B", "F:B", "A1:B", "A0:B2", "A:XFE", "1:2", "A1:B1048577"])
    func aRangeThatIsNoneIsRefused(range: String) async throws {
        var excel = ExcelOptions()
        excel.range = range
        let wrong = await failure { _ = try await test.importSheet(row(1, ["A": "1"]), excel: excel) }
        #expect(wrong?.code == .invalidOption)
        #expect(wrong?.message.contains("'\(range)' is no range of cells") == true)
    }

    @Test func mergedCellsHaveTheirValueOnceOrEverywhere() async throws {
        var workbook = RawWorkbook(
            row(1, ["A": "g", "B": "v"]) + row(2, ["A": "x", "B": "1"]) + row(3, ["B": "2"]) + row(5, ["B": "7"])
        )
        workbook.afterRows = "<mergeCells><mergeCell ref='A2:A4'/><mergeCell ref='B5:C6'/></mergeCells>"
        let once = try await test.importWorkbook(workbook).table
        #expect(try await once.cells() == [["x", 1], [.null, 2], [.null, .null], [.null, 7]])
        var excel = ExcelOptions()
        excel.mergedCells = .fill
        let filled = try await test.importWorkbook(workbook, excel: excel).table
        #expect(
            try await filled.cells() == [
                ["x", 1, .null], ["x", 2, .null], ["x", .null, .null], [.null, 7, 7], [.null, 7, 7],
            ]
        )
    }

    @Test(arguments: [
        (ExcelOptions.Sheet.named("Dat"), "did you mean 'Data'?"), (.index(1), "from 0 to 0"), (.named("q"), "'Data'"),
    ])
    func aSheetThatIsNotThereIsNamed(sheet: ExcelOptions.Sheet, words: String) async throws {
        var excel = ExcelOptions()
        excel.sheet = sheet
        let wrong = await failure { _ = try await test.importSheet(row(1, ["A": "1"]), excel: excel) }
        #expect(wrong?.code == .notFound)
        #expect(wrong?.message.contains(words) == true)
    }

    @Test(arguments: [("", "the sheet is empty"), ("<row r='3'><c r='B3'><v>1</v></c></row>", "a header but no rows")])
    func aSheetWithoutRowsIsRefused(rows: String, words: String) async throws {
        let wrong = await failure { _ = try await test.importSheet(rows) }
        #expect(wrong?.code == .malformedFile)
        #expect(wrong?.message.contains(words) == true)
        #expect(try await test.store.list().isEmpty)
    }

    @Test func theTypeDoesNotDependOnWhereAValueStands() async throws {
        for odd in [2, 40_000, 79_999] {
            let rows = (2..<80_000)
                .map { number in
                    let value = number == odd ? "<c t='str'><v>x</v></c>" : "<c><v>\(number)</v></c>"
                    return
                        "<row>\(value)<c><v>\(number == odd ? "0.5" : "1")</v></c>\(number == odd ? "<c><v>3</v></c>" : "")</row>"
                }
                .joined()
            let header = "<row><c t='str'><v>a</v></c><c t='str'><v>b</v></c></row>"
            let result = try await test.importSheet(header + rows)
            #expect(result.table.typeNames == ["a String", "b Float", "C Int"])
            #expect(result.report?.rows == 79_998)
            let evidence = result.report?.columns.map(\.evidence)
            if odd > 2 { #expect(evidence == ["cell A\(odd) has `x`", "cell B\(odd) has `0.5`", nil]) }
        }
    }

    @Test func aColumnThatComesToLightLateCanBeNamedAndTyped() async throws {
        let rows = (2..<90_000).map { "<row><c><v>\($0)</v></c></row>" }.joined() + row(90_000, ["C": "7"])
        var options = ImportOptions()
        options.schemaOverrides["late"] = ColumnOverride(.string)
        var excel = ExcelOptions()
        excel.names = ["a", "b", "late"]
        let workbook = RawWorkbook(row(1, ["A": "n"]) + rows)
        let table = try await test.importWorkbook(workbook, options: options, excel: excel).table
        #expect(table.typeNames == ["a Int", "b String", "late String"])
        options.schemaOverrides["other"] = ColumnOverride(.string)
        let wrong = await failure { _ = try await test.importWorkbook(workbook, options: options, excel: excel) }
        #expect(wrong?.code == .columnNotFound)
    }

    @Test func aMisfitNamesFileRowAndColumn() async throws {
        var options = ImportOptions()
        options.schemaOverrides["n"] = ColumnOverride(.int)
        let rows = row(3, ["A": "n"]) + row(4, ["A": "1"]) + row(7, ["A": "2.5"])
        let wrong = await failure { _ = try await test.importWorkbook(RawWorkbook(rows), options: options) }
        #expect(wrong?.code == .invalidValue)
        #expect(wrong?.location.line == 7)
        #expect(wrong?.location.column == "n")
        #expect(wrong?.message.contains("2.5") == true)
    }
}
