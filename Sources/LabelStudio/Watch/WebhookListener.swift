import FlyingFox
import FlyingSocks
import Foundation

/// Answers Label Studio's webhooks, and passes them on as hints.
///
/// What a request says is not looked at, and it is answered at once: Label Studio sends it while somebody waits for an
/// annotation to be saved.
final class WebhookListener: Sendable {
    /// The header that proves that a request comes from a webhook of ours.
    static let secretHeader = "X-Lighttable-Secret"

    /// The value of the header.
    let secret: String
    /// The port it listens on.
    let port: UInt16
    private let server: HTTPServer
    private let work: Task<Void, Never>

    /// Whether a text is a number that names an address.
    static func canListen(on host: String) -> Bool {
        (try? sockaddr_in.inet(ip4: host, port: 0)) != nil || (try? sockaddr_in6.inet6(ip6: host, port: 0)) != nil
    }

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - address: Where.
    ///   - hint: Called for each request with the secret.
    /// - Throws: ``LabelStudioError`` of code `io` when the address or the port cannot be had.
    init(at address: WebhookUse.Address, hint: @escaping @Sendable () -> Void) async throws {
        let secret = (0..<4).map { _ in Fingerprint(rawValue: .random(in: .min ... .max)).hexadecimal }.joined()
        let server = try Self.server(at: address) { Self.answer($0, secret, hint) }
        self.secret = secret
        self.server = server
        do {
            work = try await Self.started(server)
        } catch {
            throw LabelStudioError(
                .io,
                "cannot listen on \(address.host), port \(address.port): choose another address",
                cause: error
            )
        }
        port = await server.listeningAddress.flatMap(Self.port) ?? address.port
    }

    deinit { work.cancel() }

    /// Stops listening.
    func close() async {
        await server.stop()
        work.cancel()
    }

    private static func server(
        at address: WebhookUse.Address,
        _ handler: @escaping @Sendable (FlyingFox.HTTPRequest) -> FlyingFox.HTTPResponse
    ) throws -> HTTPServer {
        let handler = ClosureHTTPHandler { handler($0) }
        guard !address.host.contains(":") else {
            let place = try sockaddr_in6.inet6(ip6: address.host, port: address.port)
            return HTTPServer(address: place, logger: .disabled, handler: handler)
        }
        let place = try sockaddr_in.inet(ip4: address.host, port: address.port)
        return HTTPServer(address: place, logger: .disabled, handler: handler)
    }

    /// The task of a server that listens by now.
    private static func started(_ server: HTTPServer) async throws -> Task<Void, Never> {
        let (beginnings, beginning) = AsyncStream.makeStream(of: Result<Void, any Error>.self)
        let work = Task {
            do { try await server.run() } catch { beginning.yield(.failure(error)) }
        }
        Task {
            do {
                try await server.waitUntilListening()
                beginning.yield(.success(()))
            } catch {
                beginning.yield(.failure(error))
            }
        }
        for await result in beginnings {
            try result.get()
            break
        }
        return work
    }

    private static func port(_ address: Socket.Address) -> UInt16? {
        switch address {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: nil
        }
    }

    /// Whoever knows the secret has it ring; a look without one is told that somebody is here.
    private static func answer(
        _ request: FlyingFox.HTTPRequest,
        _ secret: String,
        _ hint: () -> Void
    ) -> FlyingFox.HTTPResponse {
        guard request.method == .POST else { return FlyingFox.HTTPResponse(statusCode: .noContent) }
        guard request.headers[HTTPHeader(secretHeader)] == secret else {
            return FlyingFox.HTTPResponse(statusCode: .forbidden)
        }
        hint()
        return FlyingFox.HTTPResponse(statusCode: .noContent)
    }
}
