import Columnar
import Foundation
import Lighttable
import Testing

/// Workbooks that other programs wrote.
@Suite struct ForeignWorkbookTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    @Test(
        arguments: [
            "openpyxl", "openpyxl-1904", "openpyxl-iso", "durations", "pandas-openpyxl", "pandas-xlsxwriter",
            "xlsxwriter",
            "xlsxwriter-1904", "xlsxwriter-zip64",
        ] + (0..<6).map { "property-\($0)" }
    )
    func whatIsWrittenComesBack(name: String) async throws {
        let workbooks = try ForeignWorkbooks.shared.get()
        let expected = try #require(workbooks.expected[name])
        let table = try await test.store.importExcel(workbooks.path(name), into: "t").table
        #expect(table.columns.map(\.type.description).joined(separator: " ") == expected.types)
        let cells = try await table.cells()
        try #require(cells.count == expected.rows.count)
        for (row, wanted) in zip(cells, expected.rows) {
            for (cell, text) in zip(row, wanted) {
                if case .float(let number) = cell {
                    #expect(number == text.flatMap(Double.init))
                } else {
                    #expect(cell.workbookText == text)
                }
            }
        }
    }

    @Test func aWorkbookOfLibreOfficeIsRead() async throws {
        var excel = ExcelOptions()
        excel.sheet = .named("blatt 1")
        let result = try await test.store.importExcel(ForeignWorkbooks.libreOffice, into: "t", excel: excel)
        #expect(
            result.table.typeNames == [
                "name String", "born Date", "seen Timestamp", "clock Time", "spent Duration", "n Int", "x Float",
                "ok Bool",
                "sum Float", "err String",
            ]
        )
        #expect(
            try await result.table.cells() == [
                [
                    "Ä ß 漢", .date(10_956), .timestamp(1_709_211_907_000_000), 30_600_000_000, 93_780_000_000, 1,
                    .float(1.5),
                    .bool(true), .float(2.5), "#DIV/0!",
                ],
                [
                    "b", .date(-25_508), .timestamp(1_767_225_600_000_000), 86_399_000_000, 5_400_000_000, .null,
                    .float(-2.25),
                    .bool(false), .float(-2.25), "#DIV/0!",
                ],
            ]
        )
    }

    @Test func theTallestSheetHasAMillionRows() async throws {
        let workbooks = try ForeignWorkbooks.shared.get()
        let report = try await test.store.inspect(.excel(workbooks.path("tall")))
        #expect(report.rows == 1_048_575)
        #expect(report.columns.map(\.column.type) == [.int])
    }

    @Test func theWidestSheetHasSixteenThousandColumns() async throws {
        let workbooks = try ForeignWorkbooks.shared.get()
        let report = try await test.store.inspect(.excel(workbooks.path("wide")))
        #expect(report.columns.count == 16_384)
        #expect(report.columns.last?.sourceName == "n16383")
    }
}
