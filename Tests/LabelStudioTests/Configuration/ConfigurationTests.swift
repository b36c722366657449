import Foundation
import Lighttable
import Testing

@testable import LabelStudio

struct ConfigurationTests {
    private func home(_ toml: String?) throws -> String {
        let home = FileManager.default.temporaryDirectory.appending(path: "lighttable-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        if let toml { try Data(toml.utf8).write(to: URL(filePath: home + "/config.toml")) }
        return home
    }

    private func configured(_ toml: String?, _ environment: [String: String] = [:]) throws -> LabelStudioServer {
        let home = try home(toml)
        defer { try? FileManager.default.removeItem(atPath: home) }
        return try LabelStudioServer.configured(home: home, environment: environment)
    }

    @Test(arguments: ["label-studio", "label_studio"])
    func `The file alone is enough`(section: String) throws {
        let server = try configured(
            "[\(section)]\nurl = \"http://ls.test:8080/\"\napi_key = \"k\"\ndocument_root = \"/data\"\n"
        )
        #expect(server.url.absoluteString == "http://ls.test:8080")
        #expect(server.key.secret == "k" && server.documentRoot == "/data")
    }

    @Test func `The environment wins, setting by setting, and an empty variable counts as none`() throws {
        let server = try configured(
            "[label-studio]\nurl = \"http://file\"\napi_key = \"k\"\n",
            ["LABEL_STUDIO_URL": "http://environment", "LABEL_STUDIO_API_KEY": ""]
        )
        #expect(server.url.absoluteString == "http://environment" && server.key.secret == "k")
    }

    @Test(
        arguments: [
            (nil, [:], "LABEL_STUDIO_URL"),
            (nil, ["LABEL_STUDIO_URL": "http://x"], "LABEL_STUDIO_API_KEY"),
            ("[label-studio]\nurl = \"http://x\"\napi_key = 5\n", [:], "`api_key` under [label-studio] must be text"),
            ("label-studio = 5\n", [:], "not a section"),
            (nil, ["LABEL_STUDIO_URL": "ls.test:8080", "LABEL_STUDIO_API_KEY": "k"], "http://127.0.0.1:8080"),
            (nil, ["LABEL_STUDIO_URL": "http://me:secret@x", "LABEL_STUDIO_API_KEY": "k"], "leave it out"),
            (nil, ["LABEL_STUDIO_URL": "http://x", "LABEL_STUDIO_API_KEY": "k k"], "spaces"),
        ] as [(String?, [String: String], String)]
    )
    func `A setting that is missing or wrong is named`(toml: String?, environment: [String: String], hint: String) {
        let error = #expect(throws: LabelStudioError.self) { try configured(toml, environment) }
        #expect(
            error?.code == .notConfigured && error?.description.contains(hint) == true,
            "\(error?.description ?? "")"
        )
        #expect(error?.description.contains("secret") == false)
    }

    @Test func `A file that is not TOML is said with its line`() {
        let error = #expect(throws: LabelStudioError.self) { try configured("[label-studio]\nurl = \n") }
        #expect(error?.location.line == 2 && error?.location.file?.hasSuffix("config.toml") == true)
    }
}
