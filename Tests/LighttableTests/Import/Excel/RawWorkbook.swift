import Foundation
import Lighttable

/// A workbook of one sheet, written part by part.
struct RawWorkbook {
    /// The sheet's name.
    var sheet = "Data"
    /// What stands inside `sheetData`.
    var rows: String
    /// What follows it.
    var afterRows = ""
    /// The shared texts' `si` elements.
    var sharedTexts = ""
    /// The number formats of the styles from 1 on.
    var formats: [String] = []
    /// Attributes of `workbookPr`.
    var properties = ""
    /// Parts that are put in place of others; `nil` leaves one out.
    var replacements: [String: String?] = [:]

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    init(_ rows: String) { self.rows = rows }

    var data: Data {
        let files = parts.compactMap { name, text -> (name: String, contents: Data)? in
            let text = replacements[name] ?? text
            return text.map { (name, Data($0.utf8)) }
        }
        return StoredZip.archive(files)
    }

    private var parts: [(String, String)] {
        [
            ("_rels/.rels", relations([("officeDocument", "xl/workbook.xml")])),
            (
                "xl/workbook.xml",
                "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.office)'><workbookPr \(properties)/><sheets>"
                    + "<sheet name=\"\(sheet)\" sheetId='1' r:id='rId1'/></sheets></workbook>"
            ),
            (
                "xl/_rels/workbook.xml.rels",
                relations([
                    ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "/xl/sharedStrings.xml"),
                    ("styles", "styles.xml"),
                ])
            ),
            ("xl/sharedStrings.xml", "<sst xmlns='\(Self.main)'>\(sharedTexts)</sst>"),
            ("xl/styles.xml", styles),
            (
                "xl/worksheets/sheet1.xml",
                "<worksheet xmlns='\(Self.main)'><sheetData>\(rows)</sheetData>\(afterRows)</worksheet>"
            ),
        ]
    }

    private func relations(_ targets: [(type: String, path: String)]) -> String {
        let items = targets.enumerated()
            .map { "<Relationship Id='rId\($0 + 1)' Type='\(Self.office)/\($1.type)' Target='\($1.path)'/>" }
        return "<Relationships>\(items.joined())</Relationships>"
    }

    private var styles: String {
        let formats = formats.enumerated()
        let codes = formats.map { "<numFmt numFmtId='\(200 + $0)' formatCode='\($1)'/>" }.joined()
        let cells = formats.map { "<xf numFmtId='\(200 + $0.offset)'/>" }.joined()
        return
            "<styleSheet xmlns='\(Self.main)'><numFmts>\(codes)</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId='0'/>\(cells)</cellXfs></styleSheet>"
    }
}

extension TestStore {
    /// Imports a workbook that is written part by part.
    func importWorkbook(
        _ workbook: RawWorkbook,
        options: ImportOptions = .init(),
        excel: ExcelOptions = .init()
    ) async throws -> ImportResult {
        let path = try file("source-\(UUID().uuidString).xlsx", workbook.data)
        return try await store.importExcel(
            path,
            into: "t\(UUID().uuidString.prefix(6))",
            options: options,
            excel: excel
        )
    }

    /// Imports rows of cells.
    func importSheet(_ rows: String, excel: ExcelOptions = .init()) async throws -> ImportResult {
        try await importWorkbook(RawWorkbook(rows), excel: excel)
    }
}
