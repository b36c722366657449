import Foundation
import Synchronization

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Answers each request after a while, and counts how many there are at a time, by method.
final class Traffic: HTTPTransport {
    private struct Counts {
        var now: [String: Int] = [:]
        var most: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    var most: [String: Int] { counts.withLock(\.most) }

    func send(_ request: URLRequest) async throws -> HTTPResponse {
        let method = request.httpMethod ?? ""
        count(method, 1)
        for _ in 0..<200 { await Task.yield() }
        count(method, -1)
        return HTTPResponse(status: 200, body: Data("{\"email\":\"me\"}".utf8))
    }

    private func count(_ method: String, _ change: Int) {
        counts.withLock { counts in
            counts.now[method, default: 0] += change
            counts.most[method] = max(counts.most[method] ?? 0, counts.now[method] ?? 0)
        }
    }
}
