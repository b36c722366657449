import Foundation
import HTTP
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

    private init(
        url: URL,
        authorization: String?,
        name: String,
        explain: (@Sendable (HTTPRefusal) -> LighttableError?)?
    ) {
        (self.url, self.authorization, self.name, self.explain) = (url, authorization, name, explain)
    }

    /// Whether another target is the same server, which may be told what this one is.
    func isSameServer(as other: HTTPTarget) -> Bool {
        url.scheme == other.url.scheme && url.host == other.url.host && url.port == other.url.port
    }

    /// Whom a redirect names; credentials are for the server that they were given for.
    ///
    /// - Throws: A ``LighttableError`` for a place that is not on the web.
    func redirected(by head: HTTPHead) throws -> HTTPTarget {
        guard let location = head["location"], let next = URL(string: location, relativeTo: url)?.absoluteURL,
            ["http", "https"].contains(next.scheme?.lowercased())
        else { throw HTTPFailure.strayRedirect(name) }
        let target = HTTPTarget(url: next, authorization: nil, name: name, explain: explain)
        guard target.isSameServer(as: self) else { return target }
        return HTTPTarget(url: next, authorization: authorization, name: name, explain: explain)
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
