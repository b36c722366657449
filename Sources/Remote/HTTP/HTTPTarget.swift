import Foundation
import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Who is asked, and with which credentials.
struct HTTPTarget: Sendable {
    let url: URL
    /// The `Authorization` header.
    let authorization: String?
    /// The address without its secrets.
    let name: String
    /// Says what a refusal means, where the server has its own words for it.
    var explain: (@Sendable (HTTPRefusal) -> LighttableError?)?

    /// Reads an address; name and password in it become a header.
    ///
    /// - Throws: A ``LighttableError`` for text that is no such address.
    init(_ address: String, authorization: String? = nil) throws {
        name = ImportSource.publicName(of: address)
        guard
            var parts = URLComponents(string: address)
                ?? URL(string: address).flatMap({ URLComponents(url: $0, resolvingAgainstBaseURL: true) }),
            ["http", "https"].contains(parts.scheme?.lowercased()), parts.host?.isEmpty == false
        else { throw HTTPFailure.invalidAddress(name) }
        var header = authorization
        if let user = parts.user {
            header = "Basic " + Data("\(user):\(parts.password ?? "")".utf8).base64EncodedString()
        }
        (parts.user, parts.password, parts.fragment) = (nil, nil, nil)
        guard let url = parts.url else { throw HTTPFailure.invalidAddress(name) }
        self.url = url
        self.authorization = header
    }

    private init(url: URL, authorization: String?, name: String) {
        (self.url, self.authorization, self.name) = (url, authorization, name)
    }

    /// Whom a redirect names; credentials are for the server that they were given for.
    ///
    /// - Throws: A ``LighttableError`` for a place that is not on the web.
    func redirected(by head: HTTPHead) throws -> HTTPTarget {
        guard let location = head["location"], let next = URL(string: location, relativeTo: url)?.absoluteURL,
            ["http", "https"].contains(next.scheme?.lowercased())
        else { throw HTTPFailure.strayRedirect(name) }
        let isSame = next.scheme == url.scheme && next.host == url.host && next.port == url.port
        var target = HTTPTarget(url: next, authorization: isSame ? authorization : nil, name: name)
        target.explain = explain
        return target
    }

    /// A request for it.
    func request(timeout: Double, _ fields: [String: String] = [:]) -> URLRequest {
        var request = URLRequest(url: url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: timeout)
        request.setValue("lighttable", forHTTPHeaderField: "User-Agent")
        if let authorization { request.setValue(authorization, forHTTPHeaderField: "Authorization") }
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        return request
    }
}
