import Foundation
import Synchronization

/// A server that says byte by byte what a test wants, to one connection after the other or to many at once.
final class RawServer: Sendable {
    /// One connection, whose request has been read.
    struct Connection: Sendable {
        let request: String
        fileprivate let socket: Int32

        func send(_ text: String) {
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }

        /// Blocks until the client hangs up.
        func awaitEnd() {
            var byte: UInt8 = 0
            while recv(socket, &byte, 1, 0) > 0 {}
        }
    }

    let port: UInt16
    private let listener: Int32
    private let seen = Seen()

    private final class Seen: Sendable {
        let requests = Mutex<[String]>([])
    }

    /// Listens.
    ///
    /// - Parameter answer: Is called with each connection, on a thread of its own; behind it the connection is closed.
    /// - Throws: `POSIXError` when there is no free port.
    init(_ answer: @escaping @Sendable (Connection) -> Void) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && listen(listener, 512) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [seen] in
            while true {
                let connection = accept(listener, nil, nil)
                // Whoever closed it elsewhere would make this thread answer for the next server with its number.
                guard connection >= 0 else {
                    _ = close(listener)
                    return
                }
                Thread.detachNewThread {
                    let request = Self.request(connection)
                    seen.requests.withLock { $0.append(request) }
                    answer(Connection(request: request, socket: connection))
                    shutdown(connection, Int32(SHUT_RDWR))
                    close(connection)
                }
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Listens, and always says the same.
    ///
    /// - Parameter text: What it says.
    /// - Throws: `POSIXError` when there is no free port.
    convenience init(saying text: String) throws {
        try self.init { $0.send(text) }
    }

    var requests: [String] { seen.requests.withLock(\.self) }

    func address(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// The head, and as much of a body as it announces.
    private static func request(_ socket: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let length = text.lowercased().firstMatch(of: #/content-length: (\d+)/#).flatMap { Int($0.1) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            bytes += buffer[..<count]
        }
    }
}
