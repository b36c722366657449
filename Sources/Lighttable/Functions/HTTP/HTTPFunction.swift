import Foundation
import JSON
import Synchronization

/// Has a server compute a function: a request for each batch of rows.
final class HTTPFunction: OutsideCaller {
    private let name: String
    private let endpoint: HTTPEndpoint
    private let fetcher: (any SourceFetcher)?
    private let timeout: Double
    private let retries: Int
    private let types: [ColumnType]
    private let turns: OutsideTurns
    /// Whether the server knows what it has to know before it is asked; one at a time tells it.
    private let isIntroduced = Mutex(false)
    private let introducer = Slots(1)

    init(_ endpoint: HTTPEndpoint, _ function: OutsideFunction, _ fetcher: (any SourceFetcher)?) {
        (name, timeout, retries, types) = (function.name, function.timeout, function.retries, function.takes)
        self.endpoint = endpoint
        self.fetcher = fetcher
        turns = OutsideTurns(function)
    }

    func check() throws {
        _ = try fields()
        guard fetcher == nil else { return }
        throw LighttableError(
            .unsupported,
            "the function \(name) is computed by a server, and this store was opened without a network; open it by "
                + "Store.open(fetcher: RemoteFetcher()), of the library Remote"
        )
    }

    func answers(to rows: [[JSONValue]]) async throws -> [Result<JSONValue, CellError>] {
        let secrets = Secrets(endpoint.address, try fields())
        let question = Data(endpoint.dialect.question(rows, of: types).bytes())
        do {
            let answer = try await PassingFailure.retrying(retries) { _ in
                try await introduce(secrets)
                let answer = try await post(question, to: endpoint.dialect.page)
                return try json(answer, secrets)
            }
            let results = try endpoint.dialect.results(in: answer, of: who)
            guard results.count == rows.count else {
                throw failure("gave \(results.count) results for \(rows.count) rows")
            }
            return results.map { $0.mapError(secrets.removed) }
        } catch let error as CellError {
            throw secrets.removed(from: error)
        }
    }

    /// Tells the server what it has to know, unless it knows.
    private func introduce(_ secrets: Secrets) async throws {
        guard let introduction = endpoint.dialect.introduction else { return }
        await introducer.take()
        defer { introducer.give() }
        guard !isIntroduced.withLock(\.self) else { return }
        let answer = try await post(Data(introduction.body.bytes()), to: introduction.page)
        // Servers that only predict do not have the page.
        if ![404, 405, 501].contains(answer.status) { try check(answer, secrets) }
        isIntroduced.withLock { $0 = true }
    }

    private func json(_ answer: FetchedAnswer, _ secrets: Secrets) throws -> JSONValue {
        try check(answer, secrets)
        guard let json = try? JSONValue(parsing: answer.body, acceptsNonFinite: true) else {
            throw failure("answered with no JSON: \(secrets.message(of: answer))")
        }
        return json
    }

    private func post(_ body: Data, to page: String) async throws -> FetchedAnswer {
        guard let fetcher else { throw failure("cannot be asked without a network") }
        let (address, fields, timeout) = (endpoint.address(of: page), try fields(), timeout)
        do {
            let answer = try await turns.next {
                try await Deadline.run(within: timeout) {
                    try await fetcher.answer(of: address, to: body, fields: fields, timeout: timeout)
                }
            }
            if let answer { return answer }
        } catch let error as LighttableError {
            guard error.code == .inputOutput else { throw failure("cannot be asked: \(error.message)") }
            isIntroduced.withLock { $0 = false }
            throw PassingFailure(error: failure("cannot be asked: \(error.message)"))
        }
        throw PassingFailure(error: failure("took longer than \(timeout.formatted()) s"))
    }

    /// Throws for an answer that says no.
    private func check(_ answer: FetchedAnswer, _ secrets: Secrets) throws {
        guard !(200..<300).contains(answer.status) else { return }
        guard !(300..<400).contains(answer.status) else {
            throw failure("answered \(answer.status): it is elsewhere; write the address that it redirects to as `url`")
        }
        // Whoever fails may have been started again, and know nothing.
        if answer.status == 500 { isIntroduced.withLock { $0 = false } }
        let error = failure("answered \(answer.status): \(secrets.message(of: answer))")
        guard answer.mayPass else { throw error }
        let wait = answer.retryAfter ?? .zero
        guard wait <= Self.longestWait else {
            throw failure("answered \(answer.status) and wants to be left alone for \(wait.components.seconds) s")
        }
        turns.hold(for: wait)
        throw PassingFailure(error: error, wait: wait)
    }

    /// Who wants to be left alone for longer is not waited for.
    private static let longestWait = Duration.seconds(300)

    private var who: String { "\(name) at \(endpoint.name)" }

    private func failure(_ what: String) -> CellError {
        CellError("\(who) \(what)", code: .functionFailed)
    }

    private func fields() throws -> [String: String] {
        var fields = ["Content-Type": "application/json", "Accept": "application/json"]
        for field in endpoint.fields {
            let value = try field.value(for: name)
            fields = fields.filter { $0.key.lowercased() != field.name.lowercased() }
            fields[field.name] = value
        }
        return fields
    }
}
