import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One request and its response, whose body goes to somebody who takes it as it comes.
///
/// It follows no redirects: who is asked next, and with which credentials, is the caller's decision. Every exchange has
/// its own session: with Foundation on Linux, a connection that a session closed can make its next one hang.
final class HTTPExchange: NSObject, URLSessionDataDelegate {
    private let body: any HTTPBody
    private let state = Mutex(State())

    private struct State {
        var continuation: CheckedContinuation<HTTPHead, any Error>?
        var head: HTTPHead?
        var failure: (any Error)?
        var isSated = false
        /// What became of it, when that was before anybody waited.
        var outcome: Result<HTTPHead, any Error>?

        /// What becomes of it when the system says that it ended.
        func outcome(_ error: (any Error)?) -> Result<HTTPHead, any Error> {
            if let failure = failure ?? (isSated ? nil : error) { return .failure(failure) }
            guard let head else { return .failure(URLError(.badServerResponse)) }
            return .success(head)
        }
    }

    private init(body: any HTTPBody) {
        self.body = body
    }

    /// Sends a request and waits for the end of the body.
    ///
    /// - Throws: What the body's taker throws, `URLError`, `CancellationError`.
    static func run(_ request: URLRequest, into body: any HTTPBody) async throws -> HTTPHead {
        try Task.checkCancellation()
        let exchange = HTTPExchange(body: body)
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = 1
        let session = URLSession(
            configuration: configuration(timeout: request.timeoutInterval),
            delegate: exchange,
            delegateQueue: queue
        )
        defer { session.finishTasksAndInvalidate() }
        var request = request
        request.setValue("close", forHTTPHeaderField: "Connection")
        let task = session.dataTask(with: request)
        let head = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let outcome = exchange.state.withLock { state in
                    state.continuation = state.outcome == nil ? continuation : nil
                    return state.outcome
                }
                if let outcome { return continuation.resume(with: outcome) }
                task.resume()
                // It may have been cancelled before there was anything to cancel.
                if Task.isCancelled { DispatchQueue.global().async { task.cancel() } }
            }
        } onCancel: {
            // It waits for a queue that may wait for the task that is being cancelled.
            DispatchQueue.global().async { task.cancel() }
        }
        try Task.checkCancellation()
        return head
    }

    private static func configuration(timeout: TimeInterval) -> URLSessionConfiguration {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        configuration.httpShouldSetCookies = false
        configuration.httpCookieAcceptPolicy = .never
        configuration.urlCache = nil
        return configuration
    }

    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping (URLRequest?) -> Void
    ) {
        state.withLock { $0.head = HTTPHead(response) }
        completionHandler(nil)
    }

    func urlSession(
        _ session: URLSession,
        dataTask: URLSessionDataTask,
        didReceive response: URLResponse,
        completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
    ) {
        guard let response = response as? HTTPURLResponse else {
            fail(URLError(.badServerResponse), dataTask)
            return completionHandler(.cancel)
        }
        let head = HTTPHead(response)
        state.withLock { $0.head = head }
        attempt(dataTask) { try body.begin(head) }
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        guard state.withLock({ $0.failure == nil && !$0.isSated }) else { return }
        attempt(dataTask) { try body.take(data) }
        guard body.isSated else { return }
        state.withLock { $0.isSated = true }
        dataTask.cancel()
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        let (continuation, result) = state.withLock {
            state -> (CheckedContinuation<HTTPHead, any Error>?, Result<HTTPHead, any Error>) in
            let outcome = state.outcome(error)
            state.outcome = outcome
            return (state.continuation.take(), outcome)
        }
        continuation?.resume(with: result)
    }

    private func attempt(_ task: URLSessionTask, _ body: () throws -> Void) {
        do {
            try body()
        } catch {
            fail(error, task)
        }
    }

    private func fail(_ error: any Error, _ task: URLSessionTask) {
        state.withLock { $0.failure = $0.failure ?? error }
        task.cancel()
    }
}
