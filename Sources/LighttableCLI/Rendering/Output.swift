import Foundation
import Synchronization

/// Buffered text on a file descriptor.
final class Output: Sendable {
    /// Standard output.
    static let standard = Output(descriptor: STDOUT_FILENO)
    /// Standard error, which is never held back.
    static let diagnostics = Output(descriptor: STDERR_FILENO, bufferSize: 0)

    let descriptor: Int32
    private let pending = Mutex<[UInt8]>([])
    private let written = Mutex(0)

    private let bufferSize: Int

    init(descriptor: Int32, bufferSize: Int = 1 << 16) {
        self.descriptor = descriptor
        self.bufferSize = bufferSize
    }

    /// How much has left the buffer.
    var bytesWritten: Int { written.withLock { $0 } }

    func write(_ text: String) throws {
        try pending.withLock { bytes in
            bytes.append(contentsOf: text.utf8)
            if bytes.count >= bufferSize { try drain(&bytes) }
        }
    }

    func line(_ text: String) throws { try write(text + "\n") }

    func flush() throws { try pending.withLock { try drain(&$0) } }

    private func drain(_ bytes: inout [UInt8]) throws {
        defer { bytes.removeAll(keepingCapacity: true) }
        var position = 0
        while position < bytes.count {
            let count = bytes[position...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { position += count } else if errno != EINTR { throw failure(errno) }
        }
        written.withLock { $0 += position }
    }

    private func failure(_ code: Int32) -> any Error {
        if code == EPIPE { return OutputClosed() }
        return CommandError(.inputOutput, "cannot write the output: \(String(cString: strerror(code)))")
    }
}

/// The reader of a pipe has gone, as `head` does: nobody wants the rest.
struct OutputClosed: Error {}
