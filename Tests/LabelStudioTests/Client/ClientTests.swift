import Foundation
import JSON
import Lighttable
import Testing

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

struct ClientTests {
    /// A token of the personal kind: header, payload, signature.
    private static func token(_ payload: String) -> String {
        "e30." + Data(payload.utf8).base64EncodedString().replacing("=", with: "") + ".sig"
    }

    private let personal = token("{\"token_type\":\"refresh\"}")
    private let access = "{\"access\":\"\(token("{\"token_type\":\"access\",\"exp\":1300,\"iat\":1000}"))\"}"

    private func client(key: String, _ answers: [(Int, String)]) throws -> (LabelStudioClient, RequestLog) {
        let (transport, log) = ScriptedTransport.answers(answers)
        return (
            LabelStudioClient(server: try LabelStudioServer(url: "http://ls.test/", key: key), transport: transport),
            log
        )
    }

    @Test(arguments: [
        ("2026-11-23T18:59:36.949437Z", 1_795_460_376_949_437), ("2026-11-23T18:59:36Z", 1_795_460_376_000_000),
        ("2026-11-23T20:59:36.5+02:00", 1_795_460_376_500_000), ("2026-11-23T18:59:36.1234567Z", 1_795_460_376_123_456),
        ("2026-11-23", nil), ("2026-11-23T18:59:36", nil), ("2026-11-23T18:59:36.Z", nil),
        ("2026-11-23T18:59:36.5Zulu", nil), ("yesterday at the same time, Z", nil), ("", nil),
    ])
    func `Times of the server are read to the microsecond, and nothing else is`(text: String, microseconds: Int?) {
        #expect(ServerTime(text)?.microseconds == microseconds)
    }

    @Test func `The two kinds of key are told apart`() {
        #expect(APIKey(String(repeating: "a1", count: 20)).kind == .legacy)
        #expect(APIKey(personal).kind == .personal)
        #expect(APIKey("a.b.c").kind == .legacy)
    }

    @Test func `A legacy token is sent as it is`() async throws {
        let (client, log) = try client(key: "abc", [(200, "{\"email\":\"me\"}")])
        #expect(try await client.whoAmI() == "me")
        #expect(log.all.map { $0.value(forHTTPHeaderField: "Authorization") } == ["Token abc"])
        #expect(log.all.first?.url?.absoluteString == "http://ls.test/api/current-user/whoami")
    }

    @Test func `A personal token is exchanged once and used again`() async throws {
        let (client, log) = try client(key: personal, [(200, access), (200, "{\"email\":\"me\"}")])
        _ = try await client.whoAmI()
        _ = try await client.whoAmI()
        #expect(log.all.map { $0.url?.lastPathComponent } == ["refresh", "whoami", "whoami"])
        #expect(log.all[1].value(forHTTPHeaderField: "Authorization")?.hasPrefix("Bearer e30.") == true)
    }

    @Test func `An access token that is refused is exchanged for a new one, once`() async throws {
        let (client, log) = try client(
            key: personal,
            [(200, access), (401, "{}"), (200, access), (200, "{\"email\":\"me\"}")]
        )
        #expect(try await client.whoAmI() == "me")
        #expect(log.all.map { $0.url?.lastPathComponent } == ["refresh", "whoami", "refresh", "whoami"])
    }

    @Test func `An access token is renewed before it expires`() {
        let token = AccessToken()
        let now = Date()
        token.store(Self.token("{\"exp\":1300,\"iat\":1000}"), at: now)
        #expect(token.valid(at: now.addingTimeInterval(260)) != nil)
        #expect(token.valid(at: now.addingTimeInterval(275)) == nil)
    }

    @Test func `A secret shows nowhere`() throws {
        let server = try LabelStudioServer(url: "http://ls.test", key: "s3cret")
        var dumped = ""
        dump(server, to: &dumped)
        #expect(!"\(server) \(String(reflecting: server)) \(server.key) \(dumped)".contains("s3cret"))
    }

    @Test(arguments: [
        ("{\"detail\":\"Validation error\",\"validation_errors\":{\"title\":[\"too short\"]}}", "title: too short"),
        ("{\"validation_errors\":{\"non_field_errors\":[{},\"Error at item 1: x\"]}}", "Error at item 1: x"),
        ("{\"validation_errors\":{\"actions\":{\"0\":[\"bad\"]}}}", "actions: bad"),
        ("{\"detail\":\"Invalid token.\"}", "Invalid token."),
        ("{\"label_config\":[\"toName wrong\"]}", "toName wrong"),
        ("<!doctype html><html>", "status 400 with a web page instead of data"),
        ("", "status 400 without a message"),
        ("plain\ntext", "plain text"),
    ])
    func `An error's message is found in every shape of body`(body: String, message: String) {
        #expect(ErrorBody.message(Data(body.utf8), status: 400) == message)
    }

    @Test(arguments: [
        (401, LabelStudioError.Code.unauthorized), (403, .refused), (404, .notFound), (400, .refused),
        (500, .serverFailure), (502, .serverFailure),
    ])
    func `A status becomes a code`(status: Int, code: LabelStudioError.Code) async throws {
        let (client, _) = try client(key: "abc", [(status, "<html>")])
        let error = await #expect(throws: LabelStudioError.self) { _ = try await client.project(1) }
        #expect(error?.code == code && error?.message.contains("\n") == false)
    }

    @Test(arguments: [502, 503, 504]) func `A read that a busy server refuses is tried again, a write is not`(
        status: Int
    )
        async throws
    {
        let busy = (status, "<html>")
        let (client, log) = try client(key: "abc", [busy, busy, (200, #"{"email": "ann@ls.test"}"#)])
        #expect(try await client.whoAmI() == "ann@ls.test")
        #expect(log.all.count == 3)
        let (writer, writes) = try self.client(key: "abc", [busy, (200, "{}")])
        await #expect(throws: LabelStudioError.self) { try await writer.deleteTasks(project: 1, ids: [1]) }
        #expect(writes.all.count == 1)
    }

    @Test func `What is not Label Studio is said`() async throws {
        let (client, _) = try client(key: "abc", [(200, "<html>a router</html>")])
        let error = await #expect(throws: LabelStudioError.self) { _ = try await client.whoAmI() }
        #expect(error?.code == .serverFailure && error?.message.contains("not Label Studio") == true)
    }

    @Test func `An empty list of tasks is never sent for deletion`() async throws {
        let (client, log) = try client(key: "abc", [(200, "{}")])
        try await client.deleteTasks(project: 1, ids: [])
        #expect(log.all.isEmpty)
    }

    @Test func `Writes of several clients take turns, reads do not`() async throws {
        let traffic = Traffic()
        let clients = try (0..<2)
            .map { _ in
                LabelStudioClient(
                    server: try LabelStudioServer(url: "http://turns.test", key: "abc"),
                    transport: traffic
                )
            }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask { try await clients[number % 2].setDescription("x", ofProject: 1) }
                group.addTask { _ = try await clients[number % 2].whoAmI() }
            }
            try await group.waitForAll()
        }
        #expect(traffic.most["PATCH"] == 1)
        #expect((traffic.most["GET"] ?? 0) > 1)
    }

    @Test func `A read is tried again after a broken connection, a write is not`() async throws {
        let log = RequestLog()
        let transport = ScriptedTransport { request in
            guard log.add(request) == 1 else { throw URLError(.networkConnectionLost) }
            return HTTPResponse(status: 200, body: Data("{\"email\":\"me\"}".utf8))
        }
        let client = LabelStudioClient(
            server: try LabelStudioServer(url: "http://ls.test", key: "abc"),
            transport: transport
        )
        #expect(try await client.whoAmI() == "me")
        #expect(log.all.count == 2)
        await #expect(throws: LabelStudioError.self) { _ = try await client.importTasks(project: 1, [[:]]) }
        #expect(log.all.count == 3)
    }

    @Test(arguments: ["2026-11-23T18:59:36.949437Z", "2026-11-23T18:59:36Z", "2026-11-23T20:59:36.949437+02:00"])
    func `A time of the server becomes the form its filters take`(text: String) throws {
        let time = try #require(ServerTime(text))
        let fraction = text.contains(".") ? "949437" : "000000"
        #expect(time.filterText == "2026-11-23T18:59:36.\(fraction)Z")
    }
}
