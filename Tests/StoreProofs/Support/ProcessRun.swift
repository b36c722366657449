import Foundation
import Synchronization

@testable import StoreExerciser

/// One run of the exerciser, from its start to its end.
struct ProcessRun: Sendable {
    /// When a run is killed: a while after it has said so much.
    struct Death {
        let lines: Int
        let microseconds: UInt32
    }

    let lines: [JournalLine]
    let output: String
    let errors: String
    /// The exit status, or 128 and the signal that ended it.
    let status: Int32

    /// Runs the exerciser on a thread of its own.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        death: Death? = nil
    ) async throws -> ProcessRun {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try runHere(arguments, environment, death) })
            }
        }
    }

    private static func runHere(
        _ arguments: [String],
        _ environment: [String: String],
        _ death: Death?
    ) throws -> ProcessRun {
        let errorFile = FileManager.default.temporaryDirectory.appending(path: "exerciser-\(UUID().uuidString)")
        try Data().write(to: errorFile)
        defer { try? FileManager.default.removeItem(at: errorFile) }
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = try FileHandle(forWritingTo: errorFile)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let watchdog = DispatchWorkItem { kill(process.processIdentifier, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: watchdog)
        defer { watchdog.cancel() }
        let data = read(pipe.fileHandleForReading, process.processIdentifier, death)
        process.waitUntilExit()
        let output = String(decoding: data, as: UTF8.self)
        return ProcessRun(
            lines: JournalLine.lines(of: output),
            output: output,
            errors: (try? String(contentsOf: errorFile, encoding: .utf8)) ?? "",
            status: process.terminationReason == .uncaughtSignal
                ? 128 + process.terminationStatus : process.terminationStatus
        )
    }

    private static func read(_ handle: FileHandle, _ process: Int32, _ death: Death?) -> Data {
        var data = Data()
        var death = death
        while true {
            let chunk = handle.availableData
            guard !chunk.isEmpty else { return data }
            data += chunk
            guard let due = death, data.count(where: { $0 == UInt8(ascii: "\n") }) >= due.lines else { continue }
            usleep(due.microseconds)
            kill(process, SIGKILL)
            death = nil
        }
    }

    /// How long a run may take before it counts as hung and is killed, in seconds.
    private static let patience = 900.0

    /// The exerciser that was built beside the tests.
    static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        let name = "StoreExerciser"
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: name)
    }()
}
