import Columnar
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that is running and answers each line with one, used by one task at a time.
final class ProgramWorker: Sendable {
    private let process = Process()
    private let name: String
    /// Our end of the program's input: a socket, to which writing does not end this process when the program has ended.
    private let input: FileHandle
    private let output: FileHandle
    private let rest = Mutex(Data())
    private let reader = BlockingExecutor(label: "lighttable.program.reader")
    private let writer = BlockingExecutor(label: "lighttable.program.writer")

    /// Starts the program.
    ///
    /// - Throws: A ``LighttableError`` of code `functionFailed` when it cannot be started.
    init(_ command: [String]) throws {
        name = command[0]
        var sockets: [Int32] = [0, 0]
        #if canImport(Glibc)
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #else
        let kind = SOCK_STREAM
        #endif
        guard socketpair(AF_UNIX, kind, 0, &sockets) == 0 else { throw FileSystem.failure("cannot start", name) }
        input = FileHandle(fileDescriptor: sockets[0], closeOnDealloc: true)
        let standardInput = FileHandle(fileDescriptor: sockets[1], closeOnDealloc: true)
        let pipe = Pipe()
        output = pipe.fileHandleForReading
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = standardInput
        process.standardOutput = pipe
        do {
            try process.run()
        } catch {
            throw LighttableError(
                .functionFailed,
                "the program \(name) cannot be started; check the command in the configuration",
                cause: error
            )
        }
        try? standardInput.close()
    }

    deinit { end() }

    /// Ends the program.
    func end() {
        try? input.close()
        stop()
    }

    /// The program's answers to some lines.
    ///
    /// - Parameters:
    ///   - lines: A question each.
    ///   - seconds: How long all answers may take.
    /// - Returns: As many answers.
    /// - Throws: A ``CellError`` when the program ends, takes too long or writes anything else, `CancellationError`.
    func answers(to lines: [String], within seconds: Double) async throws -> [String] {
        try refuseOutput()
        let text = Data(lines.map { $0 + "\n" }.joined().utf8)
        let isLate = Mutex(false)
        let watchdog = Task {
            try await Task.sleep(for: .seconds(seconds))
            isLate.withLock { $0 = true }
            stop()
        }
        defer { watchdog.cancel() }
        return try await withTaskCancellationHandler {
            async let written: Void = writer.run { [self] in try write(text) }
            let answers = try await reader.run { [self] in readLines(lines.count) }
            guard let answers else {
                try? await written
                try Task.checkCancellation()
                let why = isLate.withLock { $0 } ? "took longer than \(seconds) s" : "ended before it answered"
                throw CellError("the program \(name) \(why)", code: .functionFailed)
            }
            try await written
            return answers
        } onCancel: {
            stop()
        }
    }

    /// Refuses output that nobody asked for: no answer could be told from it.
    ///
    /// - Throws: A ``CellError``.
    func refuseOutput() throws {
        var state = pollfd(fd: output.fileDescriptor, events: Int16(POLLIN), revents: 0)
        let isQuiet = poll(&state, 1, 0) == 0 || state.revents & Int16(POLLIN) == 0
        guard !isQuiet || !rest.withLock(\.isEmpty) else { return }
        throw CellError(
            "the program \(name) wrote more than a line for each row; \(Self.remedy)",
            code: .functionFailed
        )
    }

    /// What to do about output that is no answer.
    static let remedy = "print nothing but answers to standard output, and all else to standard error"

    /// Ends the program at once: it may have been started with other signals blocked.
    private func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    private func write(_ data: Data) throws {
        try data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let part = UnsafeRawBufferPointer(rebasing: bytes[sent...])
                let count = Self.send(input.fileDescriptor, part)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw CellError("the program \(name) reads no more", code: .functionFailed) }
                sent += count
            }
        }
    }

    private static func send(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #else
        Darwin.send(socket, bytes.baseAddress, bytes.count, 0)
        #endif
    }

    /// So many lines of the program's output; `nil` when it ends before.
    private func readLines(_ count: Int) -> [String]? {
        rest.withLock { rest in
            var lines: [String] = []
            while lines.count < count {
                if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    lines.append(String(decoding: rest[..<end], as: UTF8.self))
                    rest = Data(rest[(end + 1)...])
                    continue
                }
                let chunk = output.availableData
                guard !chunk.isEmpty else { return nil }
                rest += chunk
            }
            return lines
        }
    }
}
