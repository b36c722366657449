import Columnar
import Foundation
import Lighttable
import Remote
import Testing

@Suite("Functions that servers compute") struct HTTPFunctionTests {
    private let model: ModelStore

    init() throws { model = try ModelStore() }

    private static func doubles(_ count: Int) -> [Value] { (0..<count).map { .int($0 * 2) } }

    @Test func `a server answers in order, for queries and computed columns, also of rows that come later`()
        async throws
    {
        let store = try model.store("double", "batch_size = 7\nconcurrency = 3")
        #expect(try await model.values(store, count: 100) == Self.doubles(100))
        #expect(try await model.requests().count == 15)
        var table = try await store.table("t").addComputedColumn("x", try Expression("f(id)")).table
        #expect(table.columns.last?.computed?.functionVersions == ["f": 1])
        table = try await table.insert(["id": .int(500)]).table
        #expect(try await table.where(try Expression("x = 1000")).count() == 1)
    }

    @Test func `null is null without a request, and an error is that of its row`() async throws {
        let store = try model.store("pick")
        let table = try await store.createTable("t", columns: [Column("id", .int)])
        try await table.insert([["id": .int(1)], ["id": .null], ["id": .int(2)], ["id": .int(3)]])
        let made = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        let rows = try await made.query().collect()
        #expect(rows["x"] == [.int(1), .null, .null, .int(3)])
        #expect(rows["x_error"]?[1] == .null)
        let error = try #require(rows["x_error"]?[2].stringValue)
        #expect(error.contains("two is too much") && error.contains("functionFailed"), "\(error)")
        #expect(
            try await model.requests().map(\.body) == [
                #"{"rows": [{"arguments": [1]}, {"arguments": [2]}, {"arguments": [3]}]}"#
            ]
        )
    }

    @Test func `batches of one row are requests of one row`() async throws {
        let store = try model.store("double", "batch_size = 1")
        #expect(try await model.values(store, count: 5) == Self.doubles(5))
        let bodies = try await model.requests().map(\.body)
        #expect(bodies == (0..<5).map { #"{"rows": [{"arguments": [\#($0)]}]}"# })
    }

    @Test(
        "what may pass is asked again",
        arguments: ["fail/2/503/-", "fail/1/429/-", "fail/2/408/-", "fail/1/500/0", "reset/2", "late/1"]
    )
    func passing(kind: String) async throws {
        let store = try model.store("\(kind)/double", "retries = 2\ntimeout = \(kind.hasPrefix("late") ? 2 : 30)")
        #expect(try await model.values(store) == Self.doubles(3))
        let count = kind.contains("/1") ? 2 : 3
        #expect(try await model.requests().count == count)
    }

    @Test func `a server is left alone for as long as it wants`() async throws {
        let store = try model.store("fail/1/429/1/double")
        #expect(try await model.values(store) == Self.doubles(3))
        let times = try await model.requests().map(\.time)
        #expect(times.count == 2 && times[1] - times[0] >= 1, "\(times)")
    }

    @Test(
        "a server that wants to be left alone for long is given up",
        arguments: ["7200", "Tue,%2031%20Dec%202999%2023:59:59%20GMT"]
    )
    func longPause(time: String) async throws {
        let errors = try await model.errors(try model.store("fail/9/503/\(time)/double"))
        #expect(errors[0]?.contains("answered 503 and wants to be left alone for") == true, "\(errors)")
        #expect(try await model.requests().count == 1)
    }

    @Test("what will not pass is said with function, status and reason", arguments: [400, 401, 404, 422])
    func refused(status: Int) async throws {
        let store = try model.store("status/\(status)", "retries = 5")
        let error = try #require(try await model.errors(store)[0])
        #expect(
            error.contains("f at \(model.server.address)/status/\(status) answered \(status): bad label"),
            "\(error)"
        )
        #expect(try await model.requests().count == 1)
    }

    @Test func `retries end, with the last answer as the error`() async throws {
        let store = try model.store("fail/99/503/0/double", "retries = 2")
        let errors = try await model.errors(store)
        #expect(errors.count == 3 && errors.allSatisfy { $0?.contains("answered 503: not now") == true }, "\(errors)")
        #expect(try await model.requests().count == 3)
    }

    @Test(
        "an answer that makes no sense is an error of its rows",
        arguments: [
            ("html", "a web page instead of data"), ("text", "answered with no JSON: Hello there"),
            ("short", "gave 2 results for 3 rows"), ("names", "'many' is no Int"), ("late/9", "took longer than 0.5 s"),
        ]
    )
    func nonsense(page: String, message: String) async throws {
        let store = try model.store(page, "retries = 0\ntimeout = \(page == "late/9" ? 0.5 : 30)")
        let errors = try await model.errors(store)
        #expect(errors.count == 3 && errors.allSatisfy { $0?.contains(message) == true }, "\(errors)")
        #expect(try await model.requests().count == 1)
    }

    @Test func `nobody there is an error of the rows`() async throws {
        let store = try model.store("double", "retries = 1", at: "http://127.0.0.1:1")
        let error = try #require(try await model.errors(store)[2])
        #expect(error.contains("127.0.0.1 does not answer"), "\(error)")
    }

    @Test func `requests are spaced`() async throws {
        let store = try model.store("double", "batch_size = 1\nconcurrency = 6\nrate_limit = 10")
        #expect(try await model.values(store, count: 6) == Self.doubles(6))
        let times = try await model.requests().map(\.time).sorted()
        // Five pauses of 100 ms, of which a first request that is late takes some.
        #expect(times[5] - times[0] >= 0.25, "\(times)")
    }

    @Test func `no more requests are under way than may be`() async throws {
        let store = try model.store("crowd/5", "batch_size = 1\nconcurrency = 5")
        let values = try await model.values(store, count: 15)
        #expect(values.count == 15 && values.allSatisfy { $0 == .int(5) }, "\(values)")
    }

    @Test func `secrets are sent, and never shown`() async throws {
        let address = model.server.address.replacing("http://", with: "http://ann:pass-w0rd@")
        setenv("LIGHTTABLE_TEST_TOKEN", "Bearer t0ken-t0ken", 1)
        let headers = "headers = { Authorization = { env = \"LIGHTTABLE_TEST_TOKEN\" }, X-Key = \"k3y-k3y\" }\n"
        let store = try model.store("status/400?key=qu3ry-s3cret", headers, at: address)
        let error = try #require(try await model.errors(store)[0])
        for secret in ["t0ken", "k3y", "qu3ry", "pass-w0rd"] { #expect(!error.contains(secret), "\(error)") }
        #expect(error.contains("bad label"))
        let asked = try #require(try await model.requests().first)
        #expect(asked.headers["Authorization"] == "Bearer t0ken-t0ken" && asked.headers["X-Key"] == "k3y-k3y")
        #expect(asked.path == "/status/400?key=qu3ry-s3cret")
        let unset = try model.store("double", "headers = { X-Key = { env = \"LIGHTTABLE_TEST_UNSET\" } }")
        let refusal = await failure { _ = try await unset.table("t").addComputedColumn("y", try Expression("f(id)")) }
        #expect(refusal?.message.contains("needs the environment variable LIGHTTABLE_TEST_UNSET") == true)
    }

    @Test func `redirects are followed on the same server only`() async throws {
        let headers = "headers = { X-Key = \"k3y-k3y\" }"
        #expect(try await model.values(try model.store("moved/double", headers)) == Self.doubles(3))
        let store = try model.store("away", headers)
        let table = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore).table
        let error = try #require(try await table.query().collect()["x_error"]?[0].stringValue)
        #expect(error.contains("answered 307: it is elsewhere"), "\(error)")
        #expect(try await model.requests().map(\.path) == ["/moved/double", "/double", "/away"])
    }

    @Test func `cancellation ends requests at once`() async throws {
        let store = try model.store("late/9", "timeout = 600\nconcurrency = 2\nbatch_size = 1")
        let start = ContinuousClock.now
        let task = Task { try await model.values(store, count: 8) }
        #expect(try await model.requests(atLeast: 2).count == 2)
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(ContinuousClock.now - start < .seconds(20))
        #expect(try await model.requests().count == 2)
    }

    @Test func `a question that is cancelled at any moment ends`() async throws {
        let (fetcher, address) = (RemoteFetcher(options: RemoteOptions(environment: [:])), model.server.address)
        for moment in 0..<60 {
            let task = Task {
                try await fetcher.answer(of: "\(address)/late/99", to: Data("{}".utf8), fields: [:], timeout: 600)
            }
            for _ in 0..<moment * moment { await Task.yield() }
            task.cancel()
            await #expect(throws: CancellationError.self) { _ = try await task.value }
        }
    }

    @Test func `a store without a network says what it needs`() async throws {
        _ = try await model.values(try model.store("double"))
        let store = try Store.open(at: "\(model.folder)/store")
        let error = await failure {
            _ = try await store.table("t").addComputedColumn("x", try Expression("f(id)"), onError: .ignore)
        }
        #expect(
            error?.code == .unsupported && error?.message.contains("RemoteFetcher") == true,
            "\(error?.message ?? "")"
        )
    }

    @Test(
        "what is wrong in the configuration is said with its place",
        arguments: [
            ("url = \"http://h\"\ncommand = \"x\"", "both `command` and `url`"),
            ("takes = []", "or else `url` an address"),
            ("url = \"ftp://user:s3cret@h\"", "`url` of the function f is to be an address"),
            ("url = \"http://h\"\nprotocol = \"xml\"", "\"json\" or \"label-studio-ml\""),
            ("url = \"http://h\"\nheader = 1", "did you mean `headers`?"),
            ("command = \"x\"\nurls = 1", "has no setting `urls`"),
            ("url = \"http://h\"\nlabel_config = \"<View/>\"", "goes with `protocol = \"label-studio-ml\"`"),
            ("url = \"http://h\"\nheaders = { a = 1 }", "`headers` of the function f"),
            ("url = \"http://h\"\nheaders = { a = \"s3cret\\nb\" }", "`headers` of the function f"),
            ("url = \"http://h\"\nrate_limit = 0\ntakes = []\ngives = \"Int\"", "`rate_limit` of the function f"),
            ("url = \"http://h\"\nprotocol = \"label-studio-ml\"\nlabel_config = \"a.xml\"", "a.xml cannot be read"),
            (
                "url = \"http://h\"\nprotocol = \"label-studio-ml\"\nlabel_config = \"<View><Text name='t' value='$a'/></View>\"\n"
                    + "takes = [\"String\", \"Int\"]",
                "its 2 arguments fill, in order; here there are: a"
            ),
        ]
    )
    func configuration(settings: String, message: String) async throws {
        let error = await failure { _ = try model.store(configuration: settings) }
        #expect(error?.code == .invalidOption)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("s3cret") == false)
    }
}
