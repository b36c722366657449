import CCurl
import Foundation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A request on its way by libcurl, which is run once and may be cancelled from elsewhere.
final class HTTPTransfer: @unchecked Sendable {
    private let transfer: OpaquePointer

    /// - Throws: `URLError` when memory is out.
    init() throws {
        guard let transfer = ccurl_transfer_new() else { throw URLError(.cannotLoadFromNetwork) }
        self.transfer = transfer
    }

    deinit { ccurl_transfer_free(transfer) }

    /// Ends it, from any thread.
    func cancel() { ccurl_transfer_cancel(transfer) }

    /// Sends the request and blocks until the body has come.
    func run(_ request: URLRequest, followsRedirects: Bool, into body: any HTTPBody) throws -> HTTPHead {
        guard let address = request.url?.absoluteString else { throw URLError(.badURL) }
        let receiver = HTTPReceiver(body)
        let outcome = withExtendedLifetime(receiver) {
            Self.withFields(of: request) { fields in
                Self.withBody(of: request) { bytes in
                    address.withCString { address in
                        (request.httpMethod ?? "GET")
                            .withCString { method in
                                var sent = ccurl_request()
                                (sent.address, sent.method) = (address, method)
                                (sent.fields, sent.field_count) = (fields.baseAddress, fields.count)
                                (sent.body, sent.body_size) = (bytes?.baseAddress, bytes?.count ?? 0)
                                sent.patience = request.timeoutInterval
                                sent.follows_redirects = followsRedirects
                                return ccurl_transfer_run(transfer, &sent, receiver.callbacks)
                            }
                    }
                }
            }
        }
        return try receiver.head(outcome)
    }

    /// Gives `name: value` for each header field; what would end a line in a value becomes a space.
    private static func withFields<Result>(
        of request: URLRequest,
        _ body: (UnsafeBufferPointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var fields = request.allHTTPHeaderFields ?? [:]
        if request.value(forHTTPHeaderField: "User-Agent") == nil { fields["User-Agent"] = "lighttable" }
        let lines = fields.map { name, value in
            let value = String(value.map { $0.isNewline ? " " : $0 })
            return strdup(value.isEmpty ? "\(name);" : "\(name): \(value)")
        }
        defer { for line in lines { free(line) } }
        return lines.map { UnsafePointer($0) }.withUnsafeBufferPointer(body)
    }

    private static func withBody<Result>(
        of request: URLRequest,
        _ body: (UnsafeRawBufferPointer?) -> Result
    ) -> Result {
        guard let data = request.httpBody else {
            // Who sends something says how long it is, even if it is nothing.
            return ["POST", "PUT", "PATCH"].contains(request.httpMethod) ? nothing(body) : body(nil)
        }
        return data.isEmpty ? nothing(body) : data.withUnsafeBytes { body($0) }
    }

    private static func nothing<Result>(_ body: (UnsafeRawBufferPointer?) -> Result) -> Result {
        withUnsafeBytes(of: 0 as UInt8) { body(UnsafeRawBufferPointer(rebasing: $0[..<0])) }
    }
}
