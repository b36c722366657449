import Dispatch
import Foundation
import HTTP
import Synchronization
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@Suite struct HTTPExchangeTests {
    private static let fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test(arguments: ["GET", "POST", "PATCH", "PUT", "DELETE"])
    func `method, path, fields and body arrive as they are`(method: String) async throws {
        let server = try RawServer(saying: Self.fine)
        var request = try request(server.address("/a%20b?x=1"))
        request.httpMethod = method
        request.setValue("two words", forHTTPHeaderField: "X-Own")
        request.setValue("", forHTTPHeaderField: "X-Empty")
        request.setValue("text/plain", forHTTPHeaderField: "Content-Type")
        if method != "GET" { request.httpBody = Data("f\u{fc}nf".utf8) }
        #expect(try await answer(to: request) == "ok")
        let sent = try #require(server.requests.first)
        #expect(sent.hasPrefix("\(method) /a%20b?x=1 HTTP/1.1\r\n"), "\(sent)")
        for field in ["X-Own: two words", "X-Empty:", "Content-Type: text/plain", "User-Agent: lighttable"] {
            #expect(sent.contains("\r\n\(field)\r\n"), "\(sent)")
        }
        #expect(sent.hasSuffix(method == "GET" ? "\r\n\r\n" : "\r\n\r\nf\u{fc}nf"))
    }

    @Test func `a long body is sent at once and its type is not made up`() async throws {
        let server = try RawServer(saying: Self.fine)
        var request = try request(server.address())
        request.httpMethod = "POST"
        request.httpBody = Data(repeating: UInt8(ascii: "x"), count: 3_000_000)
        #expect(try await answer(to: request) == "ok")
        let sent = try #require(server.requests.first)
        #expect(sent.utf8.suffix(3_000_000).allSatisfy { $0 == UInt8(ascii: "x") })
        let head = sent.prefix(500).lowercased()
        #expect(!head.contains("expect:") && !head.contains("content-type:"), "\(head)")
    }

    @Test func `a post of nothing says so`() async throws {
        let server = try RawServer(saying: Self.fine)
        var request = try request(server.address())
        request.httpMethod = "POST"
        #expect(try await answer(to: request) == "ok")
        #expect(server.requests.first?.contains("\r\nContent-Length: 0\r\n") == true)
    }

    @Test func `a line end in a field begins no other field`() async throws {
        let server = try RawServer(saying: Self.fine)
        var request = try request(server.address())
        request.setValue("a\r\nX-Evil: b", forHTTPHeaderField: "X-Own")
        _ = try? await answer(to: request)
        #expect(server.requests.allSatisfy { !$0.contains("\r\nX-Evil") })
    }

    @Test func `heads before the last one and fields behind the body do not count`() async throws {
        let server = try RawServer(
            saying: "HTTP/1.1 103 Early Hints\r\nX-Kind: early\r\n\r\n"
                + "HTTP/1.1 207 Some\r\nX-Kind: last\r\nVary: a\r\nVary: b\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3\r\none\r\n4\r\n two\r\n0\r\nX-Kind: trailer\r\n\r\n"
        )
        let body = HTTPMemory()
        let head = try await HTTPExchange.run(request(server.address()), into: body)
        #expect(head.status == 207 && head["X-KIND"] == "last" && head["vary"] == "a, b")
        #expect(body.data == Data("one two".utf8))
    }

    @Test func `an answer without body has a head`() async throws {
        let server = try RawServer(saying: "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n")
        let head = try await HTTPExchange.run(request(server.address()), into: HTTPMemory())
        #expect(head.status == 304 && head.validator == "\"x\"")
    }

    @Test func `a redirect is an answer unless it is to be followed`() async throws {
        let server = try RawServer { connection in
            let isFirst = connection.request.hasPrefix("GET /first ")
            connection.send(
                isFirst ? "HTTP/1.1 302 Found\r\nLocation: /last\r\nContent-Length: 4\r\n\r\ngone" : Self.fine
            )
        }
        let body = HTTPMemory()
        let head = try await HTTPExchange.run(request(server.address("/first")), into: body)
        #expect(head.isRedirect && head["location"] == "/last")
        let last = try await HTTPExchange.run(request(server.address("/first")), followingRedirects: true, into: body)
        #expect(last.status == 200 && body.data == Data("ok".utf8))
    }

    @Test func `a circle of redirects ends`() async throws {
        let server = try RawServer(saying: "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")
        let error = await #expect(throws: URLError.self) {
            _ = try await HTTPExchange.run(request(server.address()), followingRedirects: true, into: HTTPMemory())
        }
        #expect(error?.code == .httpTooManyRedirects)
        #expect(server.requests.count == 11)
    }

    @Test(arguments: [
        ("", URLError.Code.networkConnectionLost),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", .networkConnectionLost),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n", .networkConnectionLost),
        ("SSH-2.0-OpenSSH_9.2\r\n", .badServerResponse),
    ])
    func `an answer that is none or breaks off is an error`(answer: String, code: URLError.Code) async throws {
        let server = try RawServer(saying: answer)
        #expect(await failure(try request(server.address())) == code)
    }

    @Test(arguments: [
        ("http://127.0.0.1:1/", URLError.Code.cannotConnectToHost), ("http://no-such-host.invalid/", .cannotFindHost),
        ("file:///etc/passwd", .badServerResponse),
    ])
    func `a place that cannot be asked is an error`(address: String, code: URLError.Code) async throws {
        #expect(await failure(try request(address)) == code)
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"])
    func `silence for longer than the request allows is an error`(start: String) async throws {
        let server = try RawServer { connection in
            connection.send(start)
            connection.awaitEnd()
        }
        #expect(await failure(try request(server.address(), patience: 0.2)) == .timedOut)
    }

    @Test func `who cancels does not wait for the answer, and the server sees the connection end`() async throws {
        let (asked, ended) = (AsyncStream<Void>.makeStream(), AsyncStream<Void>.makeStream())
        let server = try RawServer { connection in
            asked.continuation.finish()
            connection.awaitEnd()
            ended.continuation.finish()
        }
        let request = try request(server.address(), patience: 3600)
        let task = Task { try await HTTPExchange.run(request, into: HTTPMemory()) }
        for await _ in asked.stream {}
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        for await _ in ended.stream {}
    }

    @Test func `what is cancelled before it begins is not sent`() async throws {
        let server = try RawServer(saying: Self.fine)
        let request = try request(server.address())
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await HTTPExchange.run(request, into: HTTPMemory())
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func `who has enough gets no more`() async throws {
        let server = try RawServer { connection in
            connection.send("HTTP/1.1 200 OK\r\n\r\nmuch")
            connection.awaitEnd()
        }
        let body = HTTPMemory(limit: 3)
        let head = try await HTTPExchange.run(request(server.address(), patience: 3600), into: body)
        #expect(head.status == 200 && body.data == Data("muc".utf8))
    }

    @Test(arguments: [true, false]) func `what the taker of the body throws ends the exchange`(
        isAtOnce: Bool
    ) async throws {
        let server = try RawServer { connection in
            connection.send("HTTP/1.1 200 OK\r\n\r\nmuch")
            connection.awaitEnd()
        }
        let body = Refusing(isAtOnce: isAtOnce)
        await #expect(throws: Refusal.self) {
            _ = try await HTTPExchange.run(request(server.address(), patience: 3600), into: body)
        }
    }

    @Test func `a hundred may wait at once`() async throws {
        let count = 100
        let arrived = Mutex(0)
        let all = DispatchSemaphore(value: 0)
        let server = try RawServer { connection in
            let isLast = arrived.withLock {
                $0 += 1
                return $0 == count
            }
            if isLast { for _ in 0..<count { all.signal() } }
            all.wait()
            connection.send(Self.fine)
        }
        let request = try request(server.address(), patience: 60)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<count {
                group.addTask { try await HTTPExchange.run(request, into: HTTPMemory()).status }
            }
            for try await status in group { #expect(status == 200) }
        }
    }

    private struct Refusal: Error {}

    private struct Refusing: HTTPBody {
        let isAtOnce: Bool

        func begin(_ head: HTTPHead) throws {
            if isAtOnce { throw Refusal() }
        }

        func take(_ data: Data) throws { throw Refusal() }
    }

    private func request(_ address: String, patience: Double = 30) throws -> URLRequest {
        URLRequest(url: try #require(URL(string: address)), timeoutInterval: patience)
    }

    private func answer(to request: URLRequest) async throws -> String {
        let body = HTTPMemory()
        _ = try await HTTPExchange.run(request, into: body)
        return String(decoding: body.data, as: UTF8.self)
    }

    private func failure(_ request: URLRequest) async -> URLError.Code? {
        let error = await #expect(throws: URLError.self) {
            _ = try await HTTPExchange.run(request, into: HTTPMemory())
        }
        return error?.code
    }
}
