import Foundation
import HTTP
import Lighttable
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Puts a body into a file, and goes on where it broke off.
final class HTTPDownload: HTTPBody {
    private let plan: DownloadPlan
    private let name: String
    private let state: Mutex<State>

    private struct State {
        var file: FileHandle
        var received: Int
        var expected: Int?
        var validator: String?
        /// Whether the body is the file's, rather than the text of an error.
        var isContents = false
        /// The start of such a text.
        var refusal = Data()
    }

    /// Opens the file.
    ///
    /// - Parameters:
    ///   - plan: Where the body goes.
    ///   - name: What errors call the address.
    /// - Throws: A ``LighttableError`` when the file cannot be made.
    init(_ plan: DownloadPlan, of name: String) throws {
        self.plan = plan
        self.name = name
        let file = try plan.open()
        let size = plan.validator == nil ? 0 : Int(try file.seekToEnd())
        state = Mutex(State(file: file, received: size, validator: plan.validator))
    }

    /// How many bytes of the body the file has.
    var received: Int { state.withLock { $0.received } }

    /// What tells whether the contents are still the same when somebody goes on later.
    var validator: String? { state.withLock { $0.validator } }

    /// Fetches until the file is whole.
    ///
    /// - Returns: The answer with the body, and the redirects that led there.
    /// - Throws: A ``LighttableError`` that names the address and says what to do; `CancellationError`.
    func run(_ target: HTTPTarget, _ client: HTTPClient) async throws -> (head: HTTPHead, redirects: [HTTPHead]) {
        let answer = try await client.retrying(target) { _ in
            do {
                let answer = try await client.send(target, resumption, into: self)
                try check(answer.head)
                return answer
            } catch let error as URLError where error.code != .timedOut {
                // The system finds out first that a body is short.
                throw truncation ?? error
            }
        }
        try state.withLock { try $0.file.close() }
        return answer
    }

    func begin(_ head: HTTPHead) throws {
        try state.withLock { state in
            state.isContents = head.isSuccess
            state.refusal = Data()
            guard head.isSuccess else { return }
            let isContinued = head.status == 206 && head.range?.start == state.received
            if !isContinued {
                state.received = 0
                state.validator = nil
            }
            state.expected = isContinued ? head.range?.size : head.length
            try plan.check(state.expected ?? 0, name)
            try state.file.truncate(atOffset: UInt64(state.received))
            try state.file.seekToEnd()
            state.validator = head.validator ?? state.validator
        }
    }

    func take(_ data: Data) throws {
        let news = try state.withLock { state -> (Int, Int?)? in
            guard state.isContents else {
                state.refusal.append(data.prefix(max(4096 - state.refusal.count, 0)))
                return nil
            }
            try plan.check(state.received + data.count, name)
            try plan.write(data, to: state.file)
            state.received += data.count
            return (state.received, state.expected)
        }
        if let news { plan.progress?(news.0, news.1) }
    }

    /// The header fields that ask for the rest of a body.
    private var resumption: [String: String] {
        state.withLock { state in
            guard state.received > 0, let validator = state.validator else { return condition }
            return ["Range": "bytes=\(state.received)-", "If-Range": validator, "Accept-Encoding": "identity"]
        }
    }

    private var condition: [String: String] {
        guard let known = plan.known else { return [:] }
        return [known.hasPrefix("\"") ? "If-None-Match" : "If-Modified-Since": known]
    }

    private func check(_ head: HTTPHead) throws {
        if head.status == 304, plan.known != nil { return }
        if head.status == 416 { try startOver() }
        guard head.isSuccess else { throw HTTPRefusal(head: head, body: state.withLock { $0.refusal }) }
        if let truncation { throw truncation }
    }

    /// What was there before is more than there is now.
    private func startOver() throws {
        state.withLock { state in
            state.received = 0
            state.validator = nil
        }
        throw HTTPTruncation(received: 0, expected: 0)
    }

    private var truncation: HTTPTruncation? {
        state.withLock { state in
            guard let expected = state.expected, state.isContents, state.received < expected else { return nil }
            return HTTPTruncation(received: state.received, expected: expected)
        }
    }
}
