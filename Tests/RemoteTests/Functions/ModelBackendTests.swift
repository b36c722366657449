import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite("Label Studio's model servers") struct ModelBackendTests {
    private static let choices =
        "<View><Text name='text' value='$text'/><Choices name='kind' toName='text'><Choice value='a'/></Choices></View>"

    private func texts(_ store: Store, _ texts: [String]) async throws -> [Value] {
        let table = try await store.createTable("t", columns: [Column("s", .string)])
        let filled = try await table.insert(texts.map { ["s": .string($0)] }).table
        let query = filled.query().select([try Selection(parsing: "f(s) AS x")])
        return try await query.collect()["x"] ?? []
    }

    private func configuration(_ page: String, _ config: String, takes: String) -> String {
        "url = \"\(page)\"\nprotocol = \"label-studio-ml\"\nlabel_config = \"\"\"\(config)\"\"\"\ntakes = [\"\(takes)\"]\n"
    }

    @Test(arguments: ["backend", "backend/", "backend/predict"])
    func `an old server is set up first, once, and its lists of predictions are kept`(page: String) async throws {
        let model = try ModelStore()
        let settings = configuration("\(model.server.address)/\(page)", Self.choices, takes: "String")
        let store = try model.store(configuration: settings + "batch_size = 1")
        let found = try await texts(store, ["a", "nothing", "b"])
        func prediction(_ text: String) -> Value {
            .string(
                #"[{"model_version":"v7","result":[{"from_name":"kind","to_name":"text","type":"choices","value":{"choices":["\#(text)"]}}],"score":0.5}]"#
            )
        }
        #expect(found == [prediction("a"), .null, prediction("b")], "\(found)")
        let paths = try await model.requests().map(\.path)
        #expect(paths == ["/backend/setup"] + Array(repeating: "/backend/predict", count: 3))
    }

    @Test func `a server that was started again is set up again`() async throws {
        let model = try ModelStore()
        let settings = configuration("\(model.server.address)/backend", Self.choices, takes: "String")
        let store = try model.store(configuration: settings + "batch_size = 1")
        let found = try await texts(store, ["forget", "b"])
        #expect(found.count == 2 && found.allSatisfy { $0 != .null }, "\(found)")
        let paths = try await model.requests().map { $0.path.split(separator: "/").last }
        #expect(paths == ["setup", "predict", "predict", "setup", "predict"])
    }

    @Test func `files of this machine have the addresses that Label Studio gives them, others stay as they are`()
        async throws
    {
        let model = try ModelStore()
        let more = "document_root = \"\(model.folder)/files\"\nbatch_size = 10\n"
        let settings = configuration("\(model.server.address)/backend", Self.choices, takes: "Document") + more
        let store = try model.store(configuration: settings)
        try FileManager.default.createDirectory(atPath: "\(model.folder)/files", withIntermediateDirectories: true)
        let paths = ["\(model.folder)/files/a b+c%.txt", "\(model.folder)/elsewhere.txt"]
        for path in paths { try Data("x".utf8).write(to: URL(filePath: path)) }
        let cells = paths + ["https://example.org/a.txt"]
        let table = try await store.createTable("t", columns: [Column("s", .document)])
        try await table.insert(cells.map { ["s": .string($0)] })
        _ = try await store.table("t").query().select([try Selection(parsing: "f(s) AS x")]).collect()
        let body = try #require(try await model.requests().last?.body)
        for text in ["/data/local-files/?d=a b%2Bc%25.txt", paths[1], cells[2]] {
            #expect(body.contains("{\"text\": \"\(text)\"}"), "\(body)")
        }
    }

    @Test func `the real package predicts for files, with the label config of a file`() async throws {
        let model = try ModelStore("backend.py", in: "model-server")
        let config = """
            <View><!-- <Text value="$old"/> --><Image name="img" value="$image"/>
            <RectangleLabels name="boxes" toName="img"><Label value="Cat"/></RectangleLabels></View>
            """
        try config.write(toFile: "\(model.folder)/store/boxes.xml", atomically: true, encoding: .utf8)
        let picture = "\(model.folder)/a cat.png"
        try Data(repeating: 7, count: 250).write(to: URL(filePath: picture))
        let store = try model.store(
            configuration:
                "url = \"\(model.server.address)\"\nprotocol = \"label-studio-ml\"\nlabel_config = \"boxes.xml\"\ntakes = [\"Document\"]\n"
        )
        let gone = "\(model.folder)/gone.png"
        try Data([7]).write(to: URL(filePath: gone))
        let table = try await store.createTable("t", columns: [Column("photo", .document)])
        try await table.insert([["photo": .string(picture)], ["photo": .null], ["photo": .string(gone)]])
        try FileManager.default.removeItem(atPath: gone)
        let found =
            try await store.table("t").query().limit(2).select([try Selection(parsing: "f(photo) AS x")]).collect()["x"]
        let region =
            #"{"from_name":"boxes","to_name":"img","type":"rectanglelabels","value":{"height":40,"rectanglelabels":["Cat"],"width":30,"x":10,"y":20}}"#
        #expect(
            found == [.string(#"{"model_version":"INITIAL","result":[\#(region)],"score":0.25}"#), .null],
            "\(found ?? [])"
        )
        let failed = try await store.table("t").addComputedColumn("x", try Expression("f(photo)"), onError: .ignore)
            .table
        let error = try #require(try await failed.query().collect()["x_error"]?[2].stringValue)
        #expect(error.contains("answered 500: FileNotFoundError"), "\(error)")
    }
}
