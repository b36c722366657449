import Foundation
import Testing

@Suite struct ExcelImportTests {
    let sandbox: Sandbox
    /// A workbook of one sheet with ten columns and two rows, which LibreOffice wrote.
    private let workbook = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../LighttableTests/Import/Excel/libreoffice.xlsx").standardizedFileURL.path

    init() throws { sandbox = try Sandbox() }

    @Test func `a workbook becomes a table`() async throws {
        let outcome = try await sandbox.run("import", workbook, "a", "--sheet", "Blatt 1", "--json")
        #expect(outcome.status == 0, "\(outcome.stderr)")
        #expect(try outcome.object()["rows_inserted"] as? Int == 2)
    }

    @Test func `a workbook is recognized under any name and standard input is read as told`() async throws {
        let bytes = try Data(contentsOf: URL(filePath: workbook))
        let path = sandbox.path("export.csv")
        try bytes.write(to: URL(filePath: path))
        #expect(try await sandbox.run("import", path, "a").status == 0)
        let other = try await sandbox.run("import", "-", "b", "--source-format", "excel", input: "no workbook")
        #expect(other.status == 1)
        #expect(other.stderr.contains("no .xlsx workbook"))
    }

    @Test func `sheet, range, names and null words reach the reader`() async throws {
        let outcome = try await sandbox.run(
            "sniff",
            workbook,
            "--json",
            "--sheet-index",
            "0",
            "--range",
            "F1:G3",
            "--merged-cells",
            "fill",
            "--skip-rows",
            "1",
            "--no-header",
            "--names",
            "n,x",
            "--null",
            "1"
        )
        let columns = try #require(try outcome.object()["columns"] as? [[String: Any]])
        #expect(columns.map { $0["name"] as? String } == ["n", "x"])
        #expect(columns.map { $0["type"] as? String } == ["Int", "Float"])
    }

    @Test func `a sheet that is not there is an error with the sheets there are`() async throws {
        let outcome = try await sandbox.run("sniff", workbook, "--sheet", "Blat 1")
        #expect(outcome.status == 1)
        #expect(outcome.stderr.contains("did you mean 'Blatt 1'?"))
    }

    @Test(arguments: [
        ["--delimiter", ";"], ["--encoding", "latin1"], ["--pad-short-rows"], ["--sheet", "a", "--sheet-index", "0"],
    ])
    func `options that have no meaning for a workbook are a usage error`(options: [String]) async throws {
        let outcome = try await sandbox.run(["sniff", workbook] + options)
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains(options[0]))
    }

    @Test func `options for workbooks have no meaning for CSV`() async throws {
        let csv = try sandbox.file("a.csv", "a\n1\n")
        let outcome = try await sandbox.run("sniff", csv, "--range", "A:B")
        #expect(outcome.status == 64)
        #expect(outcome.stderr.contains("--range has no meaning for a source that is csv"))
    }
}
