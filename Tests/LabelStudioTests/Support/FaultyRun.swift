import Foundation
import JSON
import Testing

/// Runs the command with a proxy before the server that fails one request, or ends the command at it.
struct FaultyRun {
    /// What may go wrong.
    enum Fault: String, CaseIterable {
        case killBefore = "kill-before"
        case killAfter = "kill-after"
        case resetBefore = "reset-before"
        case resetAfter = "reset-after"
        case down
        case failure
        case page
        case unauthorized
        case slow
    }

    /// How many requests were made.
    let requests: Int
    /// The exit status; below 0 for a signal.
    let status: Int
    let errors: String

    init(_ fault: Fault, at request: Int, of words: [String], on shop: Workshop) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = folder.appending(path: "../..").standardizedFileURL
        let process = Process()
        process.executableURL = root.appending(path: ".deps/label-studio/bin/python")
        process.arguments =
            ["-B", folder.appending(path: "Server/faults.py").path, shop.backend.url, fault.rawValue, "\(request)"]
            + [CommandRun.executable.path] + words + ["--store", shop.folder + "/store", "--json"]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "LABEL_STUDIO_API_KEY": shop.backend.token,
            "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT": shop.backend.documentRoot,
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        let told = try JSONValue(parsing: data)
        requests = try #require(told["requests"]?.intValue)
        status = try #require(told["status"]?.intValue)
        errors = told["errors"]?.stringValue ?? ""
    }
}
