import Foundation
import Lighttable
import Testing

/// Files that are no workbooks, or not ones that anybody means well with.
@Suite struct HostileWorkbookTests {
    let test: TestStore

    init() throws { test = try TestStore() }

    /// What is said about a file.
    private func refusal(_ contents: some Sequence<UInt8>) async throws -> LighttableError? {
        let path = try test.file("hostile-\(UUID().uuidString).xlsx", contents)
        let error = await failure { _ = try await test.store.importExcel(path, into: "t") }
        #expect(try await test.store.list().isEmpty)
        #expect(error?.location.file == path)
        return error
    }

    private func refusal(_ rows: String, _ change: (inout RawWorkbook) -> Void = { _ in }) async throws
        -> LighttableError?
    {
        var workbook = RawWorkbook(rows)
        change(&workbook)
        return try await refusal(workbook.data)
    }

    private static let good = "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>"

    @Test func whatIsNoWorkbookIsNamed() async throws {
        let old = Data([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) + Data(count: 600)
        #expect(try await refusal(old)?.code == .unsupported)
        #expect(try await refusal(old)?.message.contains("save it as .xlsx without a password") == true)
        #expect(try await refusal("id,name\n1,x\n".utf8)?.message.contains("no .xlsx workbook") == true)
        #expect(try await refusal("".utf8)?.message.contains("empty") == true)
        let zip = StoredZip.archive([("a.txt", Data("x".utf8))])
        #expect(try await refusal(zip)?.message.contains("a zip archive, but no .xlsx workbook") == true)
        let document = StoredZip.archive([("content.xml", Data("<x/>".utf8))])
        #expect(try await refusal(document)?.message.contains("OpenDocument") == true)
        let missing = await failure { _ = try await test.store.importExcel("\(test.folder)/none.xlsx", into: "t") }
        #expect(missing?.code == .fileNotFound)
    }

    @Test func aWorkbookCutShortIsRefused() async throws {
        let whole = RawWorkbook(Self.good).data
        for length in stride(from: 4, to: whole.count, by: 97) {
            let error = try await refusal(whole.prefix(length))
            #expect(error?.message.contains("damaged or cut short") == true, "\(length)")
        }
    }

    @Test(arguments: ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
    func aMissingPartIsNamed(part: String) async throws {
        let error = try await refusal(Self.good) { $0.replacements[part] = .some(nil) }
        #expect(error?.code == .malformedFile)
    }

    @Test func entitiesAreRefused() async throws {
        let lol = (1...9).map { "<!ENTITY l\($0) '\(String(repeating: "&l\($0 - 1);", count: 10))'>" }.joined()
        let error = try await refusal("") {
            $0.replacements["xl/worksheets/sheet1.xml"] =
                "<!DOCTYPE x [<!ENTITY l0 'lol'>\(lol)]><worksheet><sheetData><row><c t='str'><v>&l9;</v></c></row></sheetData></worksheet>"
        }
        #expect(error?.message.contains("declares a document type") == true)
    }

    @Test(arguments: [
        ("<row r='2'/><row r='1'/>", "row number '1' follows row 2"), ("<row r='1048577'/>", "row number '1048577'"),
        ("<row r='x'/>", "row number 'x'"), ("<row><c r='XFE1'><v>1</v></c></row>", "a cell 'XFE1'"),
        ("<row><c r='A7'><v>1</v></c></row>", "a cell 'A7'"), ("<row><c r='17'><v>1</v></c></row>", "a cell '17'"),
        ("<row><c><v>one</v></c></row>", "cell A1 cannot be read: 'one' is no number"),
        ("<row><c t='s'><v>5</v></c></row>", "no text number 5"),
        ("<row><c t='s'><v>-1</v></c></row>", "no text number -1"),
        ("<row><c t='b'><v>2</v></c></row>", "'2' is no truth value"), ("<row><c t='q'><v>2</v></c></row>", "cell A1"),
        ("<row><c><v>NaN</v></c></row>", "'NaN' is no number"), ("<row><c>", "not well-formed"),
        ("<row><c><v>1e999</v></c></row>", "'1e999' is no number"),
    ])
    func whatCannotBeReadIsNamed(rows: String, words: String) async throws {
        let error = try await refusal(rows)
        #expect(error?.code == .malformedFile)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "nothing")")
    }

    @Test func endlessNestingTagsAndGapsAreRefused() async throws {
        let nested = try await refusal(String(repeating: "<a>", count: 100_000))
        #expect(nested?.message.contains("nested deeper") == true)
        let tag = try await refusal("<row spans='\(String(repeating: "1", count: 9 << 20))'/>")
        #expect(tag?.message.contains("a tag longer than") == true)
        let gap =
            "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1'><v>1</v></c></row><row r='1048576'><c><v>1</v></c></row>"
        #expect(try await refusal(gap)?.message.contains("very many empty cells") == true)
        let text = String(repeating: "x", count: 17 << 20)
        #expect(
            try await refusal("<row><c t='str'><v>\(text)</v></c></row>")?.message.contains("text is longer") == true
        )
    }

    @Test func aBombIsNotUnpacked() async throws {
        let bomb = try await refusal(try Data(contentsOf: URL(filePath: bombPath())))
        #expect(bomb?.message.contains("which no honest workbook does") == true)
    }

    /// A workbook of a sheet that is 200 MB of blanks.
    private func bombPath() throws -> String {
        let path = "\(test.folder)/bomb.xlsx"
        try RawWorkbook(Self.good).data.write(to: URL(filePath: "\(test.folder)/plain.xlsx"))
        let script = """
            import sys, zipfile
            old = zipfile.ZipFile(sys.argv[1])
            with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_DEFLATED) as new:
                for name in old.namelist():
                    extra = b" " * (200 << 20) if name.endswith("sheet1.xml") else b""
                    new.writestr(name, old.read(name) + extra)
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script, "\(test.folder)/plain.xlsx", path]
        try process.run()
        process.waitUntilExit()
        return path
    }

    @Test func damageIsAnErrorOrAnotherTableButNeverACrash() async throws {
        var generator = SeededGenerator(seed: 4)
        let whole = [UInt8](RawWorkbook(Self.good + "<row><c t='s'><v>0</v></c><c t='b'><v>1</v></c></row>").data)
        let compressed = [UInt8](try Data(contentsOf: URL(filePath: ForeignWorkbooks.libreOffice)))
        for round in 0..<400 {
            var bytes = round % 2 == 0 ? whole : compressed
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                default: bytes.remove(at: position)
                }
            }
            let path = try test.file("damaged.xlsx", bytes)
            do {
                _ = try await test.store.inspect(.excel(path))
            } catch let error as LighttableError {
                #expect(error.location.file == path)
            }
        }
    }

    @Test func damagedCellsAreAnErrorOrAnotherTableButNeverACrash() async throws {
        var generator = SeededGenerator(seed: 5)
        let pieces = [
            "<row>", "</row>", "<row r='3'>", "<c>", "</c>", "<c t='s'>", "<c r='B2' s='1'>", "<c t='d'>", "<v>",
            "</v>", "1",
            "0", "-1", "1e5", "0.5", "<f>", "</f>", "<is><t>", "</t></is>", "<rPh>", "</rPh>", "<c t='inlineStr'>", "x",
            "<mergeCell ref='A1:B9'/>", "_x0041_", "<c t='e'><v>#N/A</v></c>", "2024-02-30",
        ]
        let types = ["n", "s", "str", "b", "d", "e"]
        let values = ["1", "0", "61.5", "x", ""]
        var excel = ExcelOptions()
        for round in 0..<600 {
            let rows = (0..<Int.random(in: 1...12, using: &generator))
                .map { _ -> String in
                    let cells = (0..<Int.random(in: 0...4, using: &generator))
                        .map { _ -> String in
                            guard round % 3 > 0 else { return pieces.randomElement(using: &generator) ?? "" }
                            let type = types.randomElement(using: &generator) ?? ""
                            let value = values.randomElement(using: &generator) ?? ""
                            return "<c t='\(type)' s='\(round % 4)'><v>\(value)</v></c>"
                        }
                    return "<row>\(cells.joined())</row>"
                }
            var workbook = RawWorkbook(rows.joined())
            workbook.sharedTexts = "<si><t>a</t></si><si><t>NA</t></si>"
            workbook.formats = ["yyyy-mm-dd", "hh:mm", "[h]:mm"]
            workbook.afterRows = "<mergeCells><mergeCell ref='A1:B3'/><mergeCell ref='A2:A9'/></mergeCells>"
            excel.mergedCells = round % 2 == 0 ? .fill : .topLeft
            let path = try test.file("damaged.xlsx", workbook.data)
            do {
                _ = try await test.store.inspect(.excel(path, excel))
            } catch let error as LighttableError {
                #expect(error.location.file == path)
            }
        }
    }
}
