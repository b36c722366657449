import Foundation
import Testing

/// A server beside the tests, written in Python, that prints its port and ends with its input.
final class PythonServer: Sendable {
    let port: Int
    private let process: Process
    private let input: Pipe

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - script: Its name in the folder `Server`.
    ///   - environment: The virtual environment that it runs in.
    ///   - arguments: Its arguments.
    /// - Throws: What starting it throws.
    init(_ script: String, in environment: String = "readers", _ arguments: [String] = []) throws {
        process = Process()
        input = Pipe()
        let output = Pipe()
        // The path must stay a link: it tells Python its virtual environment.
        process.executableURL = Self.tests.appending(path: "../..").standardizedFileURL
            .appending(path: ".deps/\(environment)/bin/python")
        process.arguments = ["-B", Self.tests.appending(path: "Server/\(script)").path] + arguments
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .newlines)))
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    var address: String { "http://127.0.0.1:\(port)" }
}
