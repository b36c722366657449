import Foundation
import JSON
import Testing

/// A run of the command that was built beside the tests, in a workshop's folder.
struct CommandRun {
    /// The exit status.
    let status: Int
    /// What was printed, where it is JSON.
    let document: JSONValue?
    let output: String
    let errors: String

    /// Runs the command to its end.
    init(_ arguments: [String], in shop: Workshop, key: String? = nil) throws {
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: shop.folder)
        process.environment = [
            "LIGHTTABLE_HOME": shop.folder + "/store", "LABEL_STUDIO_URL": shop.backend.url,
            "LABEL_STUDIO_API_KEY": key ?? shop.backend.token, "HOME": shop.folder,
            "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT": shop.backend.documentRoot,
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
        ]
        let failures = shop.folder + "/errors.txt"
        try Data().write(to: URL(filePath: failures))
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = try FileHandle(forWritingTo: URL(filePath: failures))
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        status = Int(process.terminationStatus)
        output = String(decoding: data, as: UTF8.self)
        document = try? JSONValue(parsing: output)
        errors = try String(contentsOfFile: failures, encoding: .utf8)
    }

    /// The command that was built beside the tests.
    static let executable: URL = {
        var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.isExecutableFile(atPath: folder.appending(path: "lighttable").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder.appending(path: "lighttable")
    }()
}
