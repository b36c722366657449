import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

struct TaskBuilderTests {
    private func outcome(
        _ tags: String,
        _ cells: [(Column, Value)],
        method: MediaImportMethod = .url,
        root: String? = nil
    ) throws -> TaskBuilder.Outcome {
        let columns = cells.map(\.0)
        let mapping = try FieldMapping(
            config: LabelConfig("<View>\(tags)</View>"),
            columns: columns,
            columnForField: [:],
            isNew: true
        )
        let builder = TaskBuilder(
            entries: mapping.entries,
            method: method,
            documentRoot: try root.map { try DocumentRoot($0) }
        )
        let row = Row(id: RowID(rawValue: 7), columns: columns, values: cells.map(\.1))
        return try builder.outcome(for: row, id: RowID(rawValue: 7))
    }

    private func data(
        _ tags: String,
        _ cells: [(Column, Value)],
        method: MediaImportMethod = .url,
        root: String? = nil
    ) throws -> JSONValue? {
        guard case .draft(let draft) = try outcome(tags, cells, method: method, root: root) else { return nil }
        return try draft.data(addresses: [:])
    }

    private let image = "<Image name=\"i\" value=\"$x\"/>"
    private let picture = Column("x", .image)

    @Test(arguments: [
        ("file:///data/my%20pics/a%23b.png", "/data/local-files/?d=my%20pics/a%23b.png"),
        ("/data/pics/../é+.png", "/data/local-files/?d=%C3%A9%2B.png"),
        ("https://host/a.png", "https://host/a.png"),
    ])
    func `A file below the root gets the server's address for it`(uri: String, address: String) throws {
        let data = try data(image, [(picture, .string(uri))], method: .file, root: "/data/")
        #expect(data == ["x": .string(address)])
    }

    @Test(arguments: [
        ("/other/a.png", MediaImportMethod.file, "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=/"),
        ("file:///data/a.png", .url, "local file"),
        ("a.png", .url, "relative path"),
        ("ftp://host/a.png", .url, "file, http(s) or s3"),
        ("s3://bucket/a.png", .file, "method url"),
        ("/data/clip.mov", .post, ".mov"),
        ("/data/none", .post, "without an extension"),
        ("/data/missing-picture.png", .post, "does not exist"),
    ])
    func `A medium the method cannot hand over is named with row and column`(
        uri: String,
        method: MediaImportMethod,
        hint: String
    ) {
        let error = #expect(throws: LabelStudioError.self) {
            try data(image, [(picture, .string(uri))], method: method, root: "/data")
        }
        #expect(error?.message.contains(hint) == true, "\(error?.message ?? "")")
        #expect(error?.location.row == 7 && error?.location.column == "x")
    }

    @Test func `Without a root the settings the server needs are printed`() {
        let error = #expect(throws: LabelStudioError.self) {
            try data(image, [(picture, .string("/data/pics/a.png"))], method: .file)
        }
        #expect(error?.message.contains("LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true") == true)
        #expect(error?.message.contains("LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=/data,") == true)
    }

    @Test(arguments: [
        ("<Text name=\"t\" value=\"$x\"/>", Column("x", .int), Value.int(5), "{\"x\":5}"),
        ("<HyperText name=\"t\" value=\"$x\"/>", Column("x", .int), .int(5), "{\"x\":\"5\"}"),
        ("<Text name=\"t\" value=\"$x\"/>", Column("x", .bool), .bool(true), "{\"x\":\"true\"}"),
        ("<Text name=\"t\" value=\"$x\"/>", Column("x", .date), .date(1), "{\"x\":\"1970-01-02\"}"),
        (
            "<Text name=\"t\" value=\"$x\"/>", Column("x", .timestamp), .timestamp(1_500_000),
            "{\"x\":\"1970-01-01T00:00:01.500000Z\"}"
        ),
        ("<Text name=\"t\" value=\"$x\"/>", Column("x", .json), .string("{\"b\":1}"), "{\"x\":\"{\\\"b\\\":1}\"}"),
        (
            "<List name=\"t\" value=\"$x\"/>", Column("x", .json), .string("[{\"id\":\"1\"}]"),
            "{\"x\":[{\"id\":\"1\"}]}"
        ),
        ("<Image name=\"i\" value=\"$x.u\"/>", Column("x", .json), .string("{\"u\":\"a\"}"), "{\"x\":{\"u\":\"a\"}}"),
    ])
    func `Values take the form their tags take`(tag: String, column: Column, value: Value, expected: String) throws {
        #expect(try data(tag, [(column, value)])?.text(.canonical) == expected)
    }

    @Test(arguments: [
        ("<Image name=\"i\" value=\"$x\"/>", Column("x", .image), Value.null),
        ("<List name=\"t\" value=\"$x\"/>", Column("x", .json), .string("null")),
        ("<Image name=\"i\" value=\"$x.u\"/>", Column("x", .json), .string("{\"u\":null}")),
    ])
    func `A row whose task would show null is skipped`(tag: String, column: Column, value: Value) throws {
        #expect(try data(tag, [(column, value)]) == nil)
    }

    @Test(arguments: [
        ("<Image name=\"i\" value=\"$x.u\"/>", "[1]"), ("<Image name=\"i\" value=\"$x[0]\"/>", "{}"),
        ("<Image name=\"i\" valueList=\"$x\"/>", "\"a\""), ("<List name=\"t\" value=\"$x\"/>", "5"),
        ("<List name=\"t\" value=\"$x\"/>", "{"),
    ])
    func `A Json value of the wrong shape is refused`(tag: String, text: String) {
        #expect(throws: LabelStudioError.self) { try data(tag, [(Column("x", .json), .string(text))]) }
    }

    @Test func `Directories are shared as far down as they are common, never the root`() throws {
        var directories = StorageDirectories()
        for file in ["a/b/c/1.png", "a/b/d/2.png", "e/3.png"] { try directories.insert(relativeFile: file) }
        #expect(directories.paths == ["a/b", "e"])
        #expect(directories.uncovered(by: ["a", "f"]) == ["e"])
        #expect(throws: LabelStudioError.self) { try directories.insert(relativeFile: "top.png") }
    }

    @Test func `A request ends before its files have more bytes than an upload may`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lighttable-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var batch = TaskBatch()
        for row in 0..<3 {
            #expect(!batch.isFull, "\(row) files")
            let path = "\(folder)/\(row).wav"
            try Data().write(to: URL(filePath: path))
            // Holes take no room on the disk.
            try FileHandle(forWritingTo: URL(filePath: path))
                .truncate(atOffset: UInt64(LabelStudioClient.maximumUploadBytes / 3 + 1))
            batch.append(TaskDraft(row: RowID(rawValue: row), contents: ["sound": .upload(path: path)]))
        }
        #expect(batch.isFull)
    }
}
