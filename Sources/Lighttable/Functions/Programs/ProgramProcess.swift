import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A program that is running, with the ends of its input and output.
final class ProgramProcess: Sendable {
    /// What errors call it.
    let name: String
    /// Our end of the program's input: a socket, to which writing does not end this process when the program has ended.
    let input: FileHandle
    let output: FileHandle
    private let process = Process()

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

    /// Has the program work; it is ended when it takes too long, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - seconds: How long the work may take.
    ///   - work: The work; it gives `nil` when the program ended before it was done.
    /// - Returns: What the work gave.
    /// - Throws: A ``CellError`` when the program ends or takes too long, `CancellationError`, what the work throws.
    func within<Result: Sendable>(_ seconds: Double, _ work: () async throws -> Result?) async throws -> Result {
        let isLate = Mutex(false)
        let watchdog = Task {
            try await Task.sleep(for: .seconds(seconds))
            isLate.withLock { $0 = true }
            stop()
        }
        defer { watchdog.cancel() }
        return try await withTaskCancellationHandler {
            let result: Result?
            do {
                result = try await work()
            } catch {
                try Task.checkCancellation()
                guard isLate.withLock({ $0 }) else { throw error }
                result = nil
            }
            if let result { return result }
            try Task.checkCancellation()
            let why = isLate.withLock { $0 } ? "took longer than \(seconds) s" : "ended before it answered"
            throw CellError("the program \(name) \(why)", code: .functionFailed)
        } onCancel: {
            stop()
        }
    }

    /// Ends the program at once: it may have been started with other signals blocked.
    private func stop() {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
}
