import Foundation
import Testing

/// A server in Python, for a test, which ends when its input does.
final class ScriptServer {
    /// What it said when it could be asked: its address, or its port.
    let greeting: String
    private let process = Process()
    private let input = Pipe()

    /// Starts the server.
    ///
    /// - Parameters:
    ///   - arguments: What Python is given.
    ///   - environment: The virtual environment that it runs in.
    /// - Throws: When it does not start.
    init(_ arguments: [String], in environment: String = "readers") throws {
        process.executableURL = Self.root.appending(path: ".deps/\(environment)/bin/python")
        process.arguments = ["-B"] + arguments
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while !line.contains(UInt8(ascii: "\n")) {
            let chunk = output.fileHandleForReading.availableData
            try #require(!chunk.isEmpty, "the server did not start")
            line += chunk
        }
        greeting = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// The folder of the package.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL
}
