import Columnar
import Foundation
import Lighttable
import Testing

@Suite struct DocumentShapeTests {
    /// The rows of a Json column with some documents, as an export with nested columns gives them back.
    private func exported(_ documents: [String?]) async throws -> (cells: [String?], types: Columnar.DataType) {
        let test = try TestStore()
        let table = try await test.store.createTable("a", columns: [Column("d", .json)])
        try await table.insert(documents.map { ["d": $0.map(Value.string) ?? .null] })
        var options = ParquetExportOptions()
        options.documents = .structures
        _ = try await test.store.exportParquet(
            try await test.store.table("a"),
            to: "\(test.folder)/out",
            options: options
        )
        let part = "\(test.folder)/out/part-00000.parquet"
        let type = try ParquetFile.schema(at: part).fields[0].type
        let back = try await test.store.importParquet(part, into: "b").table
        return (try await back.cells().map { $0[0].stringValue }, type)
    }

    @Test func `objects become structures of all members, and lists of objects stay lists`() async throws {
        let (cells, type) = try await exported([
            #"{"a":1,"boxes":[{"x":1,"label":"cat"},{"x":2.5}]}"#, nil, #"{"a":null,"b":true,"boxes":[]}"#,
        ])
        let box = Columnar.DataType.structure([Field("x", .float64), Field("label", .string)])
        let boxes = Columnar.DataType.list(Field("element", box))
        #expect(type == .structure([Field("a", .int64), Field("boxes", boxes), Field("b", .bool)]))
        #expect(
            cells == [
                #"{"a":1,"boxes":[{"x":1.0,"label":"cat"},{"x":2.5,"label":null}],"b":null}"#, nil,
                #"{"a":null,"boxes":[],"b":true}"#,
            ]
        )
    }

    @Test(arguments: [
        #"{"v":1}|{"v":"x"}"#, #"{"v":[1]}|{"v":{"a":1}}"#, #"{"v":9007199254740993}|{"v":0.5}"#,
        #"{"v":123456789012345678901234567890}|{"v":1}"#, #"{"v":{"a":1,"A":2}}|{"v":{"a":3}}"#, #"{"v":{}}|{"v":{}}"#,
    ])
    func `what documents do not agree on stays JSON text and loses nothing`(documents: String) async throws {
        let texts = documents.split(separator: "|").map { String($0) }
        let (cells, type) = try await exported(texts)
        guard case .structure(let fields) = type else { return #expect(Bool(false), "\(type)") }
        #expect(fields.map(\.name) == ["v"] && fields[0].type == .string)
        for (cell, text) in zip(cells, texts) {
            let inner = try JSONSerialization.jsonObject(with: Data((cell ?? "").utf8)) as? [String: Any]
            let value = text.dropFirst(#"{"v":"#.count).dropLast()
            #expect(inner?["v"] as? String == String(value))
        }
    }

    @Test func `scalars, lists and nothing but nulls have a type, too`() async throws {
        #expect(try await exported(["1", "2.5", "null"]).types == .float64)
        #expect(
            try await exported(["[[1],[]]", "[]"]).types == .list(Field("element", .list(Field("element", .int64))))
        )
        #expect(try await exported([nil, nil]).types == .string)
    }

    @Test func `objects that are dictionaries do not become thousands of columns`() async throws {
        let members = (0..<600).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(try await exported(["{\(members)}"]).types == .string)
    }
}
