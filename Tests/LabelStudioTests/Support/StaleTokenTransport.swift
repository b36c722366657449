import Foundation
import Synchronization

@testable import LabelStudio

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Lets the access token of one request be one that the server no longer takes, as if it had expired on the way.
final class StaleTokenTransport: HTTPTransport {
    private let base = NetworkTransport()
    private let stale: Int
    private let counts = Mutex((authorized: 0, refreshed: 0))

    /// How many requests had a token.
    var authorized: Int { counts.withLock(\.authorized) }
    /// How often a token was asked for.
    var refreshed: Int { counts.withLock(\.refreshed) }

    init(staleAt request: Int) { stale = request }

    func send(_ request: URLRequest) async throws -> HTTPResponse {
        var request = request
        let isStale = counts.withLock { counts in
            guard request.value(forHTTPHeaderField: "Authorization") != nil else {
                counts.refreshed += 1
                return false
            }
            counts.authorized += 1
            return counts.authorized - 1 == stale
        }
        if isStale { request.setValue("Bearer e30.e30.stale", forHTTPHeaderField: "Authorization") }
        return try await base.send(request)
    }
}
