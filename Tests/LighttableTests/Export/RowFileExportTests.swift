import Columnar
import Foundation
import Lighttable
import Synchronization
import Testing

@Suite struct RowFileExportTests {
    private let test: TestStore

    init() throws {
        test = try TestStore()
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(test.folder)/\(name)", encoding: .utf8)
    }

    private func csv(_ source: String, _ options: CSVExportOptions = CSVExportOptions()) async throws -> String {
        let table = try await test.importCSV(source).table
        _ = try await test.store.exportCSV(table, to: .file("\(test.folder)/out.csv"), options: options)
        return try text("out.csv")
    }

    @Test func `CSV quotes only what would be read as something else`() async throws {
        let source = "id,a b,text\n1,\"x,y\",plain\n2,\"say \"\"hi\"\"\",\"\"\n3,,\" lead\"\n4,\"two\nlines\",NA\n"
        #expect(try await csv(source) == source.replacing("a b", with: "a_b"))
    }

    @Test func `a word for null stands for null only`() async throws {
        var options = CSVExportOptions()
        options.nullWord = "NA"
        options.hasHeader = false
        options.delimiter = ";"
        #expect(try await csv("a,b\n1,NA\n,x\n3,\n", options) == "1;\"NA\"\nNA;x\n3;NA\n")
    }

    @Test func `a text column alone does not lose its nulls as blank lines`() async throws {
        let table = try await test.importCSV("a,b\nx,1\n,\n").table
        let target = "\(test.folder)/out.csv"
        _ = try await test.store.exportCSV(table.query().select(["b"]), to: .file(target))
        #expect(try text("out.csv") == "b\n1\n\"\"\n")
        let error = await failure {
            _ = try await test.store.exportCSV(table.query().select(["a"]), to: .file("\(target)2"))
        }
        #expect(error?.message.contains("choose a word for null") == true)
        #expect(!FileManager.default.fileExists(atPath: "\(target)2"))
    }

    @Test func `no rows give a header, an empty array, nothing, and a schema`() async throws {
        let table = try await test.importCSV("a,b\n1,x\n").table
        let none = try table.where("a > 5")
        _ = try await test.store.exportCSV(none, to: .file("\(test.folder)/out.csv"))
        _ = try await test.store.exportJSON(none, to: .file("\(test.folder)/out.json"))
        _ = try await test.store.exportJSON(none, to: .file("\(test.folder)/out.jsonl"))
        _ = try await test.store.exportArrow(none, to: .file("\(test.folder)/out.arrow"))
        #expect(try text("out.csv") == "a,b\n")
        #expect(try text("out.json") == "[]\n")
        #expect(try text("out.jsonl").isEmpty)
        let back = try await test.store.importArrow("\(test.folder)/out.arrow", into: "back").table
        #expect(back.columns == table.columns)
    }

    @Test func `a document is one value on one line, however it was written`() async throws {
        let table = try await test.store.createTable("t", columns: [Column("d", .json)])
        try await table.insert([["d": "{\"a\" :\n [1.50, 2] }"], ["d": "\"x\""]])
        _ = try await test.store.exportJSON(try await test.store.table("t"), to: .file("\(test.folder)/out.jsonl"))
        #expect(try text("out.jsonl") == "{\"d\":{\"a\":[1.50,2]}}\n{\"d\":\"x\"}\n")
    }

    @Test func `a query exports its rows and columns, and says how far it is`() async throws {
        let table = try await test.importCSV("a,b\n1,x\n2,y\n3,z\n").table
        let updates = Mutex<[ExportProgressUpdate]>([])
        let report = try await test.store.exportCSV(
            table.query().select(["b"]).limit(2),
            to: .file("\(test.folder)/out.csv")
        ) { update in updates.withLock { $0.append(update) } }
        #expect(try text("out.csv") == "b\nx\ny\n")
        #expect((report.rows, report.files, report.bytes) == (2, 1, 6))
        #expect(updates.withLock { $0.map { [$0.rows, $0.totalRows] } } == [[2, 2]])
    }

    @Test func `a descriptor gets the rows and stays open`() async throws {
        let table = try await test.importCSV("a\n1\n").table
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        for _ in 0..<2 { _ = try await test.store.exportCSV(table, to: .descriptor(descriptor)) }
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("a\n1\na\n1\n".utf8))
    }

    @Test func `a failure leaves neither a file nor a draft, and what was there before`() async throws {
        let table = try await test.importCSV("a,b\n1,x\n").table
        try FileManager.default.removeItem(atPath: "\(table.path)/\(try #require(dataFile(of: table)))")
        let taken = try test.file("taken.csv", [1])
        var options = CSVExportOptions()
        let refused = await failure { _ = try await test.store.exportCSV(table, to: .file(taken), options: options) }
        #expect(refused?.code == .alreadyExists)
        options.ifExists = .replace
        let before = try FileManager.default.contentsOfDirectory(atPath: test.folder).sorted()
        for target in [taken, "\(test.folder)/deep/out.csv"] {
            await #expect(throws: LighttableError.self) {
                _ = try await test.store.exportCSV(table, to: .file(target), options: options)
            }
        }
        #expect(FileManager.default.contents(atPath: taken) == Data([1]))
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder).sorted() == before)
    }

    private func dataFile(of table: Table) -> String? {
        FileManager.default.subpaths(atPath: table.path)?.first { $0.hasSuffix(".parquet") }
    }

    @Test func `a cancelled export leaves nothing`() async throws {
        let table = try await test.importCSV("a\n" + (0..<200_000).map { "\($0)\n" }.joined()).table
        let target = "\(test.folder)/out.csv"
        let store = test.store
        let task = Task {
            try await store.exportCSV(table, to: .file(target)) { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder).allSatisfy { !$0.contains("out") })
        #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder).allSatisfy { !$0.hasPrefix(".") })
    }
}
