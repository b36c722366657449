import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
import JSON
#endif

/// Label Studio's REST interface, one request at a time.
///
/// The server's database takes one writer; parallel writes make it wait for seconds. So nothing here runs in parallel, and
/// writes of several clients and processes take turns.
struct LabelStudioClient: Sendable {
    let server: LabelStudioServer
    let transport: any HTTPTransport
    private let access = AccessToken()
    private let readAttempts = 3

    init(server: LabelStudioServer, transport: any HTTPTransport = NetworkTransport()) {
        self.server = server
        self.transport = transport
    }

    /// Sends a request and reads the JSON answer, null when the answer is empty.
    func json(_ request: HTTPRequest) async throws -> JSONValue {
        let response = try await response(to: request)
        guard response.isSuccess else { throw failure(response, for: request) }
        guard !response.body.isEmpty else { return .null }
        do {
            return try JSONValue(parsing: response.body)
        } catch {
            throw LabelStudioError(
                .serverFailure,
                "what answers at \(server.url) is not Label Studio: check the address",
                cause: error
            )
        }
    }

    /// Sends a request; an answer with an error status is an answer.
    func response(to request: HTTPRequest) async throws -> HTTPResponse {
        let response = try await authorizedResponse(to: request)
        guard response.status == 401, request.isAuthorized, server.key.kind == .personal else { return response }
        access.discard()
        return try await authorizedResponse(to: request)
    }

    private func authorizedResponse(to request: HTTPRequest) async throws -> HTTPResponse {
        let authorization = request.isAuthorized ? try await authorization() : nil
        var attempt = 1
        while true {
            try Task.checkCancellation()
            do {
                let sent = try urlRequest(request, authorization: authorization)
                guard request.method == .get else {
                    return try await ServerTurn.whileHeld(server.url) { try await transport.send(sent) }
                }
                let response = try await transport.send(sent)
                guard Self.passing.contains(response.status), attempt < readAttempts else { return response }
            } catch {
                let failure = transportFailure(error)
                let isLastAttempt = attempt == readAttempts || request.method != .get
                guard !isLastAttempt, failure.isTransient else { throw failure.error }
            }
            try await Task.sleep(for: Self.pause * attempt)
            attempt += 1
        }
    }

    /// What servers answer while they start, or have too much to do.
    private static let passing: Set = [502, 503, 504]
    private static let pause = Duration.milliseconds(100)

    private func authorization() async throws -> String {
        guard server.key.kind == .personal else { return "Token \(server.key.secret)" }
        if let token = access.valid() { return "Bearer \(token)" }
        var request = HTTPRequest.send(
            .post,
            "api/token/refresh/",
            ["refresh": .string(server.key.secret)]
        )
        request.isAuthorized = false
        guard let token = try await json(request)["access"]?.stringValue else {
            throw LabelStudioError(.serverFailure, "\(server.url) gave no access token for the personal access token")
        }
        access.store(token)
        return "Bearer \(token)"
    }

    private func urlRequest(_ request: HTTPRequest, authorization: String?) throws -> URLRequest {
        guard let url = URL(string: server.url.absoluteString + "/" + request.path) else {
            throw LabelStudioError(.notConfigured, "not an address: \(server.url)/\(request.path)")
        }
        var result = URLRequest(url: url, timeoutInterval: request.timeout)
        result.httpMethod = request.method.rawValue
        result.httpBody = request.body
        result.setValue("application/json, */*", forHTTPHeaderField: "Accept")
        if let contentType = request.contentType { result.setValue(contentType, forHTTPHeaderField: "Content-Type") }
        if let authorization { result.setValue(authorization, forHTTPHeaderField: "Authorization") }
        return result
    }
}
