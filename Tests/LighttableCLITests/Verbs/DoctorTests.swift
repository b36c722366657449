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
}
