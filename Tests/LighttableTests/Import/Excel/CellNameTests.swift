import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct CellNameTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    /// A sheet that begins at C3, whose first data row lacks the column that a later one has on the left.
    private var workbook: RawWorkbook {
        RawWorkbook(
            "<row r='3'><c r='D3' t='str'><v>year</v></c><c r='E3' t='str'><v>title</v></c></row>"
                + "<row r='4'><c r='D4'><v>1979</v></c><c r='E4' t='str'><v>Alien</v></c></row>"
                + "<row r='5'><c r='D5' t='str'><v>unknown</v></c></row>"
                + "<row r='6'><c r='C6'><v>1</v></c><c r='D6'><v>1985</v></c></row>"
        )
    }

    private func imported(_ options: ImportOptions, sheet: String = "Data") async throws {
        var workbook = workbook
        workbook.sheet = sheet
        _ = try await test.importWorkbook(workbook, options: options)
    }

    @Test(arguments: [("Data", "Data!D5"), ("My data", "'My data'!D5"), ("Ann's", "'Ann''s'!D5"), ("1st", "'1st'!D5")])
    func `a value that does not fit is named by sheet and cell`(sheet: String, cell: String) async throws {
        var options = ImportOptions()
        options.schemaOverrides["year"] = ColumnOverride(.int)
        let error = await #expect(throws: LighttableError.self) { try await imported(options, sheet: sheet) }
        #expect(error?.message.hasPrefix("cell \(cell), column 'year': ") == true, "\(error?.message ?? "")")
        #expect(error?.location.line == 5 && error?.location.column == "year" && error?.location.row == 2)
    }

    @Test func `a missing value is named by its cell`() async throws {
        var options = ImportOptions()
        options.schemaOverrides["title"] = ColumnOverride(.string, isRequired: true)
        let error = await #expect(throws: LighttableError.self) { try await imported(options) }
        #expect(
            error?.message.hasPrefix("cell Data!E5, column 'title': is required") == true,
            "\(error?.message ?? "")"
        )
    }

    @Test func `rejects name the cells of rows that were left out`() async throws {
        var options = ImportOptions()
        options.schemaOverrides["year"] = ColumnOverride(.int)
        options.onError = .skip(rejects: "\(test.folder)/rejects.jsonl")
        try await imported(options)
        let text = try String(contentsOfFile: "\(test.folder)/rejects.jsonl", encoding: .utf8)
        #expect(text.contains(#""cell":"Data!D5""#), "\(text)")
    }
}
