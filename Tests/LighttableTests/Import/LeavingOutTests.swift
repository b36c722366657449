import Columnar
import Foundation
import JSON
import Lighttable
import Testing

/// `ImportOptions.onError` with `.skip`.
@Suite struct LeavingOutTests {
    private let test: TestStore
    private let rejects: String

    init() throws {
        test = try TestStore()
        rejects = "\(test.folder)/rejects.jsonl"
    }

    private func options(_ types: [String: ColumnOverride] = [:], key: [String] = []) -> ImportOptions {
        var options = ImportOptions()
        options.schemaOverrides = types
        options.primaryKey = key
        options.onError = .skip(rejects: rejects)
        return options
    }

    private func rejected() throws -> [JSONValue] {
        try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n")
            .map { try JSONValue(parsing: String($0)) }
    }

    private func places() throws -> [Int?] { try rejected().map { $0["line"]?.intValue } }

    @Test func rowsOfEveryKindOfFailureAreLeftOutAndNamed() async throws {
        let text = """
            id,n,j,photo
            1,5,{},
            2,x,{},
            3,6
            4,7,{,
            1,8,{},
            ,9,{},
            5,10,[],missing.png
            6,11,null,

            """
        let types: [String: ColumnOverride] = ["n": .init(.int), "j": .init(.json), "photo": .init(.image)]
        let result = try await test.importCSV(text, options: options(types, key: ["id"]))
        #expect(result.report?.rows == 2)
        #expect(result.report?.rejectedRows == 6)
        #expect(try await result.table.cells().map { $0[0] } == [.int(1), .int(6)])
        #expect(try places() == [3, 4, 5, 6, 7, 8])
        let codes = try rejected().compactMap { $0["code"]?.stringValue }
        #expect(
            codes == ["invalidValue", "malformedFile", "invalidValue", "duplicateKey", "missingValue", "fileNotFound"]
        )
        let columns = try rejected().map { $0["column"]?.stringValue }
        #expect(columns == ["n", nil, "j", "id", "id", "photo"])
        #expect(try rejected()[0]["value"]?.stringValue == "x")
    }

    @Test func rowsLeftOutAreThoseAndNoOthers() async throws {
        var generator = SeededGenerator(seed: 11)
        let bad = Set((0..<50).map { _ in Int.random(in: 0..<60_000, using: &generator) })
        let rows = (0..<60_000)
            .map { bad.contains($0) ? "\($0),oops,\"two\nlines\"\n" : "\($0),\($0 % 7),\"two\nlines\"\n" }
        let result = try await test.importCSV("id,n,text\n" + rows.joined(), options: options(["n": .init(.int)]))
        #expect(result.report?.rejectedRows == bad.count)
        #expect(try places() == bad.sorted().map { 2 * $0 + 2 })
        let ids = Set(try await result.table.cells().compactMap { $0[0].intValue })
        #expect(ids == Set(0..<60_000).subtracting(bad))
    }

    @Test func typesAreInferredFromTheRowsThatAreKeptAndLeftOutAlike() async throws {
        let result = try await test.importCSV("a,b\n1,1\n2\n3,x\n", options: options())
        #expect(result.table.typeNames == ["a Int", "b String"])
        #expect(result.report?.rejectedRows == 1)
    }

    @Test func nothingIsLeftOutUnlessAskedFor() async throws {
        var options = options(["n": .init(.int)])
        options.onError = .abort
        let error = await LighttableTests.failure { try await test.importCSV("n\n1\nx\n", options: options) }
        #expect(error?.location.line == 3)
        #expect(test.contents == [])
    }

    @Test func moreFailuresThanCanBeMeantEndTheImport() async throws {
        let text = "n\n" + String(repeating: "x\n", count: 100_001)
        let error = await LighttableTests.failure {
            try await test.importCSV(text, options: options(["n": .init(.int)]))
        }
        #expect(error?.message.contains("more than 100000 rows") == true)
        #expect(test.contents == [])
    }

    @Test func rowsWhoseKeyTheTableHasAreLeftOutOfAnInsertion() async throws {
        var first = ImportOptions()
        first.primaryKey = ["id"]
        let table = try await test.importCSV("id\n1\n2\n", options: first).table
        let more = ImportSource.csv(try test.file("more.csv", "id\n2\n3\n".utf8))
        let result = try await table.insert(from: more, onError: .skip(rejects: rejects))
        #expect(result.write.rowsInserted == 1)
        #expect(try places() == [2])
        #expect(try await result.table.cells() == [[.int(1)], [.int(2)], [.int(3)]])
    }
}
