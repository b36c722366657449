import Dispatch

#if canImport(FoundationNetworking)
import Foundation
public import FoundationNetworking
#else
public import Foundation
#endif

/// One request and its response, whose body goes to somebody who takes it as it comes.
///
/// The requests are libcurl's: Foundation's own client keeps a core busy while it waits on Linux. Every exchange has its
/// own connection, and a thread while it lasts.
public enum HTTPExchange {
    /// Sends a request and waits for the end of the body.
    ///
    /// - Parameters:
    ///   - request: The request; its `timeoutInterval` is how long nothing may move, in seconds.
    ///   - followsRedirects: Whether the server may name another place to ask, ten times at most. Otherwise its saying so
    ///     is the response: who is asked next, and with which credentials, is the caller's decision.
    ///   - body: Takes the body.
    /// - Returns: What the server said before the body.
    /// - Throws: What the taker of the body throws, `URLError`, `CancellationError`.
    public static func run(
        _ request: URLRequest,
        followingRedirects followsRedirects: Bool = false,
        into body: any HTTPBody
    ) async throws -> HTTPHead {
        try Task.checkCancellation()
        let transfer = try HTTPTransfer()
        // A queue that shares its threads with others could wait for those that wait for answers.
        let queue = DispatchQueue(label: "lighttable.http")
        let head = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(
                        with: Result { try transfer.run(request, followsRedirects: followsRedirects, into: body) }
                    )
                }
            }
        } onCancel: {
            transfer.cancel()
        }
        try Task.checkCancellation()
        return head
    }
}
