import Foundation
import HTTP

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Sends requests, follows redirects and tries again what failed on the way.
struct HTTPClient: Sendable {
    static let mostRedirects = 10

    let options: RemoteOptions

    /// Sends one request, to whomever redirects lead.
    ///
    /// - Parameters:
    ///   - target: Who is asked first.
    ///   - fields: Header fields.
    ///   - body: Takes the body of the last answer.
    /// - Returns: The last answer, and those that led there, first to last.
    /// - Throws: `URLError`, what the body throws, a ``LighttableError`` for a redirect that leads nowhere.
    func send(
        _ target: HTTPTarget,
        _ fields: [String: String] = [:],
        into body: any HTTPBody
    ) async throws -> (head: HTTPHead, redirects: [HTTPHead]) {
        var target = target
        var redirects: [HTTPHead] = []
        while redirects.count <= Self.mostRedirects {
            let request = target.request(timeout: options.stallTimeout, fields)
            let head = try await HTTPExchange.run(request, into: body)
            guard head.isRedirect else { return (head, redirects) }
            redirects.append(head)
            target = try target.redirected(by: head)
        }
        throw HTTPFailure.redirectLoop(target.name)
    }

    /// The body of a small answer.
    ///
    /// - Throws: A ``LighttableError`` that names the address and status and says what to do.
    func data(_ target: HTTPTarget, limit: Int = 64 << 20) async throws -> (Data, HTTPHead) {
        let memory = HTTPMemory(limit: limit)
        let head = try await retrying(target) { _ in
            let head = try await send(target, into: memory).head
            guard head.isSuccess else { throw HTTPRefusal(head: head, body: memory.data) }
            return head
        }
        return (memory.data, head)
    }

    /// Runs a body until it succeeds, fails for good, or has failed often enough.
    func retrying<Result>(_ target: HTTPTarget, _ body: (_ attempt: Int) async throws -> Result) async throws -> Result
    {
        var (pause, attempt) = (options.pause, 1)
        while true {
            do {
                return try await body(attempt)
            } catch {
                try Task.checkCancellation()
                guard attempt < options.attempts, HTTPFailure.isTemporary(error) else {
                    throw HTTPFailure.error(error, target, options)
                }
                let wanted = (error as? HTTPRefusal)?.head["retry-after"].flatMap(Int.init)
                try await Task.sleep(for: max(pause, .seconds(min(wanted ?? 0, 60))))
                pause *= 2
                attempt += 1
            }
        }
    }
}
