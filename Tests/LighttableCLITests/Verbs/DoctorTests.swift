import Foundation
import Testing

@Suite struct DoctorTests {
    let sandbox: Sandbox

    init() throws { sandbox = try Sandbox() }

    @Test func `a sound installation passes, and says what is not set up`() async throws {
        let outcome = try await sandbox.run("doctor", "--json")
        #expect(outcome.status == 0, "\(outcome.stdout)")
        let document = try outcome.object()
        #expect(document["ok"] as? Bool == true)
        let checks = try #require(document["checks"] as? [[String: Any]])
        let states = Dictionary(
            uniqueKeysWithValues: checks.map { ($0["name"] as? String ?? "", $0["status"] as? String ?? "") }
        )
        #expect(states["store"] == "ok")
        #expect(states["Apache Arrow"] == "ok")
        #expect(states["Label Studio"] == "warn")
        #expect(checks.allSatisfy { ($0["status"] as? String == "ok") == ($0["fix"] is NSNull) })
    }

    @Test func `a server that does not answer fails with the fix, and the key stays secret`() async throws {
        let environment = ["LABEL_STUDIO_URL": "http://127.0.0.1:9", "LABEL_STUDIO_API_KEY": "very-secret-key"]
        let outcome = try await sandbox.run(["doctor"], environment: environment)
        #expect(outcome.status == 1)
        #expect(outcome.stdout.contains("127.0.0.1:9"))
        #expect(!(outcome.stdout + outcome.stderr).contains("very-secret-key"))
    }

    @Test func `a store that is a file fails`() async throws {
        let file = try sandbox.file("not-a-folder", "x")
        let outcome = try await sandbox.run("doctor", "--store", file)
        #expect(outcome.status == 1)
        #expect(outcome.stdout.contains("FAIL  store"))
    }

    @Test func `config tells each setting and where it comes from, and no secret`() async throws {
        let store = sandbox.store.path
        try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
        let toml =
            "retention_safety_window = 60\n[label-studio]\nurl = \"http://127.0.0.1:1\"\napi_key = \"very-secret\"\n"
            + "[cache]\nmedium_limit = 7\n"
        try Data(toml.utf8).write(to: URL(filePath: "\(store)/config.toml"))
        let outcome = try await sandbox.run(
            ["config", "--json"],
            environment: ["LABEL_STUDIO_URL": "http://127.0.0.1:2", "HF_TOKEN": "hf_secret"]
        )
        #expect(!outcome.stdout.contains("secret\"") && !outcome.stdout.contains("hf_secret"))
        let list = try #require(try outcome.object()["settings"] as? [[String: Any]])
        func setting(_ name: String) -> [String: Any] { list.first { $0["name"] as? String == name } ?? [:] }
        #expect(setting("label-studio.url")["value"] as? String == "http://127.0.0.1:2")
        #expect(setting("label-studio.url")["source"] as? String == "LABEL_STUDIO_URL")
        #expect(setting("label-studio.api_key")["is_set"] as? Bool == true)
        #expect((setting("label-studio.api_key")["source"] as? String)?.hasSuffix("config.toml") == true)
        #expect(setting("retention_safety_window")["value"] as? String == "60")
        #expect(setting("hub.token")["source"] as? String == "HF_TOKEN")
        #expect(setting("cache_limit")["source"] as? String == "default")
        #expect(setting("medium_limit")["value"] as? String == "7")
        #expect((setting("medium_limit")["source"] as? String)?.hasSuffix("config.toml") == true)
        let shown = try await sandbox.run(["config"], environment: ["HF_TOKEN": "hf_secret"])
        #expect(shown.status == 0 && shown.stdout.contains("(not shown)") && !shown.stdout.contains("secret\n"))
    }
}
