import Foundation
import JSON

/// One request, before the address of the server and the key are added.
struct HTTPRequest: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The server does the work inside the request and waits for its database, so writes get a long time.
    static let defaultTimeout: TimeInterval = 120
    static let importTimeout: TimeInterval = 600

    var method = Method.get
    /// Path and query, already percent-encoded: `api/projects/?page=1`.
    var path: String
    var contentType: String?
    var body: Data?
    var timeout = defaultTimeout
    var isAuthorized = true

    static func get(_ path: String, _ query: KeyValuePairs<String, String> = [:]) -> HTTPRequest {
        HTTPRequest(path: path + encode(query))
    }

    static func send(_ method: Method, _ path: String, _ json: JSONValue? = nil) -> HTTPRequest {
        HTTPRequest(
            method: method,
            path: path,
            contentType: json == nil ? nil : "application/json",
            body: json.map { Data($0.bytes()) }
        )
    }

    private static func encode(_ query: KeyValuePairs<String, String>) -> String {
        guard !query.isEmpty else { return "" }
        return "?" + query.map { "\($0.key)=\(PercentEncoding.encode($0.value, keeping: ",:"))" }.joined(separator: "&")
    }
}
