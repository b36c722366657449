import Foundation
import Testing

/// The Python that has pandas, pyarrow and Pillow.
enum ReadersPython {
    // The path must stay a link: it tells Python its virtual environment.
    static let executable = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL.appending(path: ".deps/readers/bin/python")

    /// Runs a script that lies beside a test's file.
    ///
    /// - Returns: What it prints.
    @discardableResult
    static func run(
        _ script: String,
        beside file: String,
        _ arguments: String...,
        input: URL? = nil
    ) throws -> Data {
        let process = Process()
        process.executableURL = executable
        let path = URL(filePath: file).deletingLastPathComponent().appending(path: script).path
        process.arguments = ["-B", path] + arguments
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(script) failed")
        return data
    }
}
