import Foundation

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
        let (body, response) = try await session.data(for: request)
        guard let response = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
        return HTTPResponse(status: response.statusCode, body: body)
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
