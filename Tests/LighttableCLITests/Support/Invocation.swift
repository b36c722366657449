import Foundation

/// One run of the built command.
struct Invocation: Sendable {
    let process: ProcessHandle
    private let output: URL
    private let errors: URL

    /// Starts the command; its output goes to files, so that no pipe can fill up.
    init(
        _ arguments: [String],
        in sandbox: Sandbox,
        input: String? = nil,
        source: Pipe? = nil,
        environment: [String: String] = [:]
    ) throws {
        let id = UUID().uuidString.prefix(8)
        output = sandbox.directory.appending(path: ".out-\(id)")
        errors = sandbox.directory.appending(path: ".err-\(id)")
        let inputFile = sandbox.directory.appending(path: ".in-\(id)")
        for file in [output, errors] { try Data().write(to: file) }
        try Data((input ?? "").utf8).write(to: inputFile)
        let process = Process()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = sandbox.directory
        process.environment = Self.environment(sandbox).merging(environment) { $1 }
        let files = try [
            FileHandle(forReadingFrom: inputFile), FileHandle(forWritingTo: output), FileHandle(forWritingTo: errors),
        ]
        // Processes are never released, and a thousand open files are more than starting another one bears.
        defer { for file in files { try? file.close() } }
        process.standardInput = source.map { $0 as Any } ?? files[0]
        process.standardOutput = files[1]
        process.standardError = files[2]
        self.process = try ProcessHandle(starting: process)
    }

    /// Waits for the end.
    func outcome() async throws -> Outcome {
        let status = await process.status()
        return Outcome(
            status: status,
            stdout: try String(contentsOf: output, encoding: .utf8),
            stderr: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// The command that was built beside the tests.
    static var binary: URL {
        let tests = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = tests.deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.appending(path: name).path) {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: name)
    }

    private static let name = "lighttable"

    /// Only what the command needs, and nothing of the developer's own settings.
    private static func environment(_ sandbox: Sandbox) -> [String: String] {
        let own = ProcessInfo.processInfo.environment
        let kept = own.filter { ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"].contains($0.key) }
        let fixed = [
            "HOME": sandbox.directory.path, "LIGHTTABLE_HOME": sandbox.store.path, "TZ": "UTC",
            "TMPDIR": sandbox.path("temporary"),
        ]
        return kept.merging(fixed) { $1 }
    }
}
