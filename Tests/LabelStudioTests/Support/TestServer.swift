import Foundation
import JSON
import Synchronization
import Testing

@testable import LabelStudio

/// A real Label Studio for all tests of one run, started when the first test needs it.
///
/// The script that starts it watches this process and stops the server when it ends, however it ends.
struct TestServer: Sendable {
    let url: String
    let token: String
    let personalToken: String
    let documentRoot: String

    static let shared = Result { try TestServer.start() }

    /// The server as a user's configuration names it.
    func server(key: String? = nil, documentRoot: String? = nil) throws -> LabelStudioServer {
        try LabelStudioServer(url: url, key: key ?? token, documentRoot: documentRoot ?? self.documentRoot)
    }

    func client(key: String? = nil) throws -> LabelStudioClient { LabelStudioClient(server: try server(key: key)) }

    /// Makes the server check predictions that come with tasks.
    private static let strictness = "fflag_feat_utc_210_prediction_validation_15082025=true"

    private static var directory: String {
        FileManager.default.temporaryDirectory
            .appending(path: "lighttable-label-studio-tests-\(ProcessInfo.processInfo.processIdentifier)").path
    }

    private static func start() throws -> TestServer {
        // The script removes the server's folder; the pictures are ours.
        atexit { try? FileManager.default.removeItem(atPath: TestServer.directory + "-files") }
        let home = directory + "-server"
        let root = directory + "-files/media"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let pid = String(ProcessInfo.processInfo.processIdentifier)
        let answer = try JSONValue(
            parsing: try script("start", home, strictness, "--document-root", root, "--until-exit-of", pid)
        )
        return TestServer(
            url: try #require(answer["url"]?.stringValue),
            token: try #require(answer["token"]?.stringValue),
            personalToken: try script("mint-pat", home).trimmingCharacters(in: .whitespacesAndNewlines),
            documentRoot: root
        )
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a script with the libraries of the server.
    static func python(_ script: String, _ arguments: String...) throws {
        _ = try run(".deps/label-studio/bin/python", ["-B", "-c", script] + arguments)
    }

    private static func script(_ arguments: String...) throws -> String {
        try run("scripts/label-studio", arguments)
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = root.appending(path: program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) \(arguments.joined(separator: " ")) failed")
        return String(decoding: data, as: UTF8.self)
    }
}
