import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct CSVFailureTests {
    /// Imports what must fail, and checks that nothing is left of it.
    private func failure(
        _ text: String,
        into name: String = "demo.deep.t",
        options: ImportOptions = ImportOptions(),
        csv: CSVOptions = CSVOptions()
    ) async throws -> LighttableError {
        let test = try TestStore()
        let error = await LighttableTests.failure {
            try await test.importCSV(text, into: name, options: options, csv: csv)
        }
        #expect(test.contents == [])
        return try #require(error)
    }

    @Test func aMissingFileIsNamed() async throws {
        let test = try TestStore()
        let error = await LighttableTests.failure { _ = try await test.store.importCSV("/nowhere/x.csv", into: "t") }
        #expect(error?.code == .fileNotFound)
        #expect(error?.description == "/nowhere/x.csv: no such file; check the path")
        #expect(test.contents == [])
    }

    @Test func aTableThatWouldKeepNoVersionIsRefused() async throws {
        var options = ImportOptions()
        options.numRetainedVersions = 0
        let error = try await failure("a\n1\n", options: options)
        #expect(error.code == .invalidOption)
        #expect(error.message == "0 versions cannot be kept: the newest always is; give 1 or more")
        let test = try TestStore()
        let path = try test.file("x.csv", "a\n1\n".utf8)
        let planned = await LighttableTests.failure { _ = try await test.store.inspect(.csv(path), options: options) }
        #expect(planned?.code == .invalidOption)
    }

    @Test func anEmptyFileIsRefused() async throws {
        let error = try await failure("")
        #expect(error.code == .malformedFile)
        #expect(error.message == "the file is empty; a CSV file begins with a header")
    }

    @Test func aHeaderWithoutRowsIsRefused() async throws {
        let error = try await failure("a,b\n")
        #expect(error.code == .malformedFile)
        #expect(error.message.contains("a header but no rows"))
    }

    @Test(arguments: [
        ("1,2\n3\n", 3, "1 fields"), ("1,2\n3,4,5\n", 3, "3 fields"), ("\"x\ny\",2\n\n3\n", 5, "1 fields"),
    ])
    func aRaggedRowIsNamedByItsLine(rows: String, line: Int, count: String) async throws {
        let error = try await failure("a,b\n" + rows)
        #expect(error.code == .malformedFile)
        #expect(error.location.line == line)
        #expect(error.message.contains(count))
        #expect(error.message.contains("the header 2"))
    }

    @Test func aRaggedRowFarDownIsNamedByItsLine() async throws {
        let rows = String(repeating: "abcdefghijklmnopqrstuvwxyz,\"two\nlines\"\n", count: 300_000)
        let error = try await failure("a,b\n\(rows)1,2,3\n")
        #expect(error.location.line == 600_002)
    }

    @Test func shortRowsArePaddedWhenAskedFor() async throws {
        let test = try TestStore()
        var csv = CSVOptions()
        csv.padShortRows = true
        let table = try await test.importCSV("a,b\n1\n2,3\n", csv: csv).table
        #expect(try await table.cells() == [[.int(1), .null], [.int(2), .int(3)]])
    }

    @Test func textThatIsNotUTF8SaysHowToNameTheEncoding() async throws {
        let test = try TestStore()
        let path = try test.file("l.csv", [UInt8]("a,b\n1,x\n2,caf".utf8) + [0xE9] + [UInt8]("\n".utf8))
        let error = await LighttableTests.failure { _ = try await test.store.importCSV(path, into: "t") }
        #expect(error?.code == .invalidEncoding)
        #expect(error?.location == .init(table: "t", column: "b", row: 2, file: path, line: 3))
        #expect(error?.message.contains("--encoding latin1") == true)
        #expect(test.contents == [])
    }

    @Test func aHeaderThatIsNotUTF8SaysHowToNameTheEncoding() async throws {
        let test = try TestStore()
        let path = try test.file("l.csv", [UInt8]("a,caf".utf8) + [0xE9] + [UInt8]("\n1,2\n".utf8))
        let error = await LighttableTests.failure { _ = try await test.store.importCSV(path, into: "t") }
        #expect(error?.code == .invalidEncoding)
        #expect(error?.location.line == 1)
    }

    @Test func anUnknownEncodingIsNamed() async throws {
        var csv = CSVOptions()
        csv.encoding = "klingon"
        let error = try await failure("a\n1\n", csv: csv)
        #expect(error.message.contains("unknown encoding 'klingon'"))
    }

    @Test func anOverrideForAColumnThatIsNotThereNamesTheNearest() async throws {
        var options = ImportOptions()
        options.schemaOverrides = ["prise": .init(.float)]
        let error = try await failure("price,b\n1,2\n", options: options)
        #expect(error.code == .columnNotFound)
        #expect(error.message == "there is no column 'prise' in the source; did you mean 'price'?")
    }

    @Test func aValueThatDoesNotFitItsOverrideIsNamedByLineColumnAndValue() async throws {
        var options = ImportOptions()
        options.schemaOverrides = ["b": .init(.int)]
        let error = try await failure("a,b\n1,2\n\n\"x\ny\",4x\n", options: options)
        #expect(error.code == .invalidValue)
        #expect(error.location.line == 4)
        #expect(error.location.column == "b")
        #expect(error.location.row == 2)
        #expect(error.message.contains("'4x'"))
    }

    @Test(arguments: [
        ("Json", "{oops", "is not JSON"), ("Array(int64)", "[1, \"x\"]", "does not fit"),
        ("Array(int64,[2])", "[1]", "must have 2"), ("Image", "gone.png", "no file 'gone.png'"),
        ("Date", "31.01.2026", "is to be Date"), ("Decimal(4,2)", "123.456", "is to be Decimal(4,2)"),
    ])
    func aCellWithoutTheFormOfItsTypeIsNamed(type: String, text: String, message: String) async throws {
        var options = ImportOptions()
        options.schemaOverrides = ["v": ColumnOverride(try ColumnType.parse(type).type)]
        let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
        let error = try await failure("id,v\n1,\n2,\(quoted)\n", options: options)
        #expect(error.location.line == 3)
        #expect(error.location.column == "v")
        #expect(error.message.contains(message))
    }

    @Test func aRequiredColumnWithoutAValueIsNamed() async throws {
        var options = ImportOptions()
        options.schemaOverrides = ["b": .init(.int, isRequired: true)]
        let error = try await failure("a,b\n1,2\n3,\n", options: options)
        #expect(error.code == .missingValue)
        #expect(error.location.line == 3)
    }

    @Test func aKeyThatOccursTwiceIsNamedWithBothRows() async throws {
        var options = ImportOptions()
        options.primaryKey = ["a", "b"]
        let error = try await failure("a,b,c\n1,x,1\n1,y,2\n1,x,3\n", options: options)
        #expect(error.code == .duplicateKey)
        #expect(error.location.line == 4)
        #expect(error.message.contains("a 1, b 'x'"))
        #expect(error.message.contains("row 1 and again in row 3"))
    }

    @Test func aKeyWithoutAValueIsNamed() async throws {
        var options = ImportOptions()
        options.primaryKey = ["a"]
        let error = try await failure("a,c\n1,1\n,2\n", options: options)
        #expect(error.code == .missingValue)
        #expect(error.location.line == 3)
    }

    @Test(arguments: ["", "1t", "a b", "a..b", ".a", "a/", "é", "_x", "t@3", "a.b@x", "-a"])
    func aNameThatIsNotValidIsRefused(name: String) async throws {
        let error = try await failure("a\n1\n", into: name)
        #expect(error.code == .invalidName)
        #expect(error.message.contains("'\(name)'"))
    }

    @Test func aTableThatExistsIsLeftAlone() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n")
        let before = test.contents
        let error = await LighttableTests.failure { try await test.importCSV("a\n2\n") }
        #expect(error?.code == .alreadyExists)
        #expect(test.contents == before)
        var options = ImportOptions()
        options.ifExists = .ignore
        let kept = try await test.importCSV("a\n2\n", options: options)
        #expect(kept.report == nil)
        #expect(try await kept.table.cells() == [[.int(1)]])
    }

    @Test func aTableIsReplacedOnlyWhenTheNewOneIsComplete() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n")
        var options = ImportOptions()
        options.ifExists = .replace
        let before = test.contents
        let error = await LighttableTests.failure { try await test.importCSV("a,b\n2\n", options: options) }
        #expect(error != nil)
        #expect(test.contents == before)
        let replaced = try await test.importCSV("a\n2\n", options: options)
        #expect(try await replaced.table.cells() == [[.int(2)]])
        #expect(replaced.table.version == 0)
    }

    @Test func tablesAndDirectoriesDoNotHideEachOther() async throws {
        let test = try TestStore()
        try await test.importCSV("a\n1\n", into: "demo.t")
        let directory = await LighttableTests.failure { try await test.importCSV("a\n1\n", into: "demo") }
        #expect(directory?.code == .alreadyExists)
        let inside = await LighttableTests.failure { try await test.importCSV("a\n1\n", into: "demo.t.x") }
        #expect(inside?.code == .invalidName)
    }

    @Test func anImportThatIsCancelledLeavesNothing() async throws {
        let test = try TestStore()
        let path = try test.file(
            "big.csv",
            Array("a,b\n".utf8) + Array(repeatElement("1,abcdefgh\n".utf8, count: 2_000_000).joined())
        )
        let task = Task {
            // Cancels itself in the middle: after the first of several blocks.
            try await test.store.importCSV(path, into: "demo.t") { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(test.contents == [])
    }

    @Test func whatAKilledImportLeftBehindIsRemovedByTheNext() async throws {
        let test = try TestStore()
        let stale = "\(test.store.path)/tables/.lighttable-staging-dead"
        try FileManager.default.createDirectory(atPath: stale, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: "\(stale)/part.parquet"))
        try Data().write(to: URL(filePath: "\(stale).lock"))
        try await test.importCSV("a\n1\n", into: "t")
        #expect(!test.contents.contains { $0.contains("staging") })
    }
}
