import Foundation
import Synchronization

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Counts the requests on their way.
final class CountingTransport: HTTPTransport {
    private let base = NetworkTransport()
    private let counter = Mutex(0)

    var count: Int { counter.withLock(\.self) }

    func send(_ request: URLRequest) async throws -> HTTPResponse {
        counter.withLock { $0 += 1 }
        return try await base.send(request)
    }
}

/// Fails requests, before or after the server has done its work.
struct FaultyTransport: HTTPTransport {
    enum Fault: Sendable {
        case before(any Error & Sendable)
        case after(any Error & Sendable)
    }

    let base = NetworkTransport()
    /// Nil lets a request pass.
    let fault: @Sendable (URLRequest) -> Fault?

    func send(_ request: URLRequest) async throws -> HTTPResponse {
        switch fault(request) {
        case nil: return try await base.send(request)
        case .before(let error): throw error
        case .after(let error):
            _ = try await base.send(request)
            throw error
        }
    }
}

/// Answers without a server.
struct ScriptedTransport: HTTPTransport {
    let answer: @Sendable (URLRequest) throws -> HTTPResponse

    func send(_ request: URLRequest) async throws -> HTTPResponse { try answer(request) }

    /// Takes the answers in order, the last one again and again.
    static func answers(_ answers: [(Int, String)]) -> (transport: ScriptedTransport, requests: RequestLog) {
        let log = RequestLog()
        let transport = ScriptedTransport { request in
            let index = min(log.add(request), answers.count - 1)
            return HTTPResponse(status: answers[index].0, body: Data(answers[index].1.utf8))
        }
        return (transport, log)
    }
}

/// The requests that were sent.
final class RequestLog: Sendable {
    private let entries = Mutex<[URLRequest]>([])

    var all: [URLRequest] { entries.withLock(\.self) }

    /// Adds a request and answers how many came before.
    func add(_ request: URLRequest) -> Int {
        entries.withLock {
            $0.append(request)
            return $0.count - 1
        }
    }
}
