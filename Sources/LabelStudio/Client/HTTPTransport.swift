import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// What came back for a request.
struct HTTPResponse: Sendable {
    let status: Int
    let body: Data
    /// Where the server sends who asked, if it does.
    var location: String?

    var isSuccess: Bool { (200..<300).contains(status) }
}

/// Carries a request to the server; the seam where tests put faults.
protocol HTTPTransport: Sendable {
    func send(_ request: URLRequest) async throws -> HTTPResponse
}
