import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What came back for a request.
struct HTTPResponse: Sendable {
    let status: Int
    let body: Data

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// Carries a request to the server; the seam where tests put faults.
protocol HTTPTransport: Sendable {
    func send(_ request: URLRequest) async throws -> HTTPResponse
}

/// The system's HTTP client.
///
/// Every request has its own connection: on this server a reused one waits 44 ms for a delayed acknowledgement. It also
/// has its own session: with Foundation on Linux, a connection that a session closed can make its next one hang.
struct URLSessionTransport: HTTPTransport {
    func send(_ request: URLRequest) async throws -> HTTPResponse {
        let session = URLSession(configuration: configuration(timeout: request.timeoutInterval))
        defer { session.finishTasksAndInvalidate() }
        var request = request
        request.setValue("close", forHTTPHeaderField: "Connection")
        return try await answer(to: request, in: session)
    }

    /// Cancels from a thread of its own.
    ///
    /// Foundation's `data(for:)` on Linux waits for the session's queue while it is cancelled, and that queue may wait for
    /// the task that is being cancelled.
    private func answer(to request: URLRequest, in session: URLSession) async throws -> HTTPResponse {
        let started = Mutex<URLSessionDataTask?>(nil)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let task = session.dataTask(with: request) { body, response, error in
                    continuation.resume(with: Result { try Self.response(body, response, error) })
                }
                started.withLock { $0 = task }
                task.resume()
                if Task.isCancelled { task.cancel() }
            }
        } onCancel: {
            let task = started.withLock(\.self)
            DispatchQueue.global().async { task?.cancel() }
        }
    }

    private static func response(_ body: Data?, _ response: URLResponse?, _ error: (any Error)?) throws -> HTTPResponse
    {
        if let error { throw error }
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return HTTPResponse(status: response.statusCode, body: body ?? Data())
    }

    private func configuration(timeout: TimeInterval) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        return configuration
    }
}
