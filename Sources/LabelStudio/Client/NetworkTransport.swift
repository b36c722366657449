import Foundation
import HTTP

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Carries requests over the network.
///
/// Every request has its own connection: on this server a reused one waits 44 ms for a delayed acknowledgement.
struct NetworkTransport: HTTPTransport {
    func send(_ request: URLRequest) async throws -> HTTPResponse {
        var request = request
        request.setValue("close", forHTTPHeaderField: "Connection")
        let memory = HTTPMemory()
        // What is sent elsewhere would be sent as a question, and its answer be taken for that of what was sent.
        let follows = request.httpMethod == "GET"
        let head = try await HTTPExchange.run(request, followingRedirects: follows, into: memory)
        return HTTPResponse(status: head.status, body: memory.data, location: head.isRedirect ? head["location"] : nil)
    }
}
