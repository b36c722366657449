import Foundation
import HTTP
import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

extension HTTPClient {
    /// What is more than anybody says about a few rows.
    private static let longestAnswer = 256 << 20

    /// Sends a body once, and waits for the whole answer.
    ///
    /// Only redirects to pages of the same server that want the same question (307 and 308) are followed: body and fields
    /// are for nobody else.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - target: Who is asked.
    ///   - fields: Header fields.
    /// - Returns: The answer, whatever its status.
    /// - Throws: `URLError`, `CancellationError`, a ``LighttableError`` for a redirect that leads nowhere and an answer that
    ///   is too long.
    func post(_ body: Data, to target: HTTPTarget, _ fields: [String: String]) async throws -> FetchedAnswer {
        var target = target
        for _ in 0...Self.mostRedirects {
            var request = target.request(timeout: options.stallTimeout, fields)
            request.httpMethod = "POST"
            request.httpBody = body
            let memory = HTTPMemory(limit: Self.longestAnswer)
            let head = try await HTTPExchange.run(request, into: memory)
            guard !memory.isSated else { throw HTTPFailure.longAnswer(target.name) }
            if head.isRedirect, [307, 308].contains(head.status) {
                let next = try target.redirected(by: head)
                if next.isSameServer(as: target) {
                    target = next
                    continue
                }
            }
            return FetchedAnswer(status: head.status, fields: head.fields, body: memory.data)
        }
        throw HTTPFailure.redirectLoop(target.name)
    }
}
