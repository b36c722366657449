import Foundation

/// Runs a line of shell with a sandbox's store.
enum Shell {
    static func run(_ script: String, in sandbox: Sandbox) async throws -> String {
        let output = sandbox.directory.appending(path: ".shell-out")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = sandbox.directory
        process.environment = ProcessInfo.processInfo.environment
            .merging(["LIGHTTABLE_HOME": sandbox.store.path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        _ = try await ProcessHandle(starting: process).status()
        return try String(contentsOf: output, encoding: .utf8)
    }
}
