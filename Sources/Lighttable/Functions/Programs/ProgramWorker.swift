import Columnar
import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that is running and answers each line with one, used by one task at a time.
final class ProgramWorker: EndableProgram {
    private let process: ProgramProcess
    private let rest = Mutex(Data())
    private let reader = BlockingExecutor(label: "lighttable.program.reader")
    private let writer = BlockingExecutor(label: "lighttable.program.writer")

    /// Starts the program.
    ///
    /// - Throws: A ``LighttableError`` of code `functionFailed` when it cannot be started.
    init(_ command: [String]) throws {
        process = try ProgramProcess(command)
    }

    func end() { process.end() }

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
        return try await process.within(seconds) {
            async let written: Void = writer.run { [self] in try write(text) }
            let answers = try await reader.run { [self] in readLines(lines.count) }
            if answers == nil { try? await written } else { try await written }
            return answers
        }
    }

    /// Refuses output that nobody asked for: no answer could be told from it.
    ///
    /// - Throws: A ``CellError``.
    func refuseOutput() throws {
        var state = pollfd(fd: process.output.fileDescriptor, events: Int16(POLLIN), revents: 0)
        let isQuiet = poll(&state, 1, 0) == 0 || state.revents & Int16(POLLIN) == 0
        guard !isQuiet || !rest.withLock(\.isEmpty) else { return }
        throw CellError(
            "the program \(process.name) wrote more than a line for each row; \(Self.remedy)",
            code: .functionFailed
        )
    }

    /// What to do about output that is no answer.
    static let remedy = "print nothing but answers to standard output, and all else to standard error"

    private func write(_ data: Data) throws {
        try data.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let part = UnsafeRawBufferPointer(rebasing: bytes[sent...])
                let count = Self.send(process.input.fileDescriptor, part)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    throw CellError("the program \(process.name) reads no more", code: .functionFailed)
                }
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
                let chunk = process.output.availableData
                guard !chunk.isEmpty else { return nil }
                rest += chunk
            }
            return lines
        }
    }
}
