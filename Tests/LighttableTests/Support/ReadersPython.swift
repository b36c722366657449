import Foundation
import Testing

/// The Python that has the other engines and Pillow.
enum ReadersPython {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardizedFileURL

    /// Runs a script that lies beside a test's file.
    ///
    /// - Returns: What it prints.
    @discardableResult
    static func run(
        _ script: String,
        beside file: String,
        _ arguments: String...,
        input: Data? = nil
    ) throws -> Data {
        try run(script, beside: file, arguments, input: input)
    }

    /// The same, with any number of arguments.
    @discardableResult
    static func run(
        _ script: String,
        beside file: String,
        _ arguments: [String],
        input: Data? = nil
    ) throws -> Data {
        let path = URL(filePath: file).deletingLastPathComponent().appending(path: script).path
        return try run([path] + arguments, script, input)
    }

    /// Runs a script that is given as text.
    @discardableResult
    static func run(text: String, _ arguments: String...) throws -> Data {
        try run(["-c", text] + arguments, "the script", nil)
    }

    private static func run(_ arguments: [String], _ name: String, _ input: Data?) throws -> Data {
        let process = Process()
        process.executableURL = root.appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B"] + arguments
        let output = Pipe()
        process.standardOutput = output
        let feed = Pipe()
        process.standardInput = input == nil ? FileHandle.nullDevice : feed
        try process.run()
        if let input {
            try feed.fileHandleForWriting.write(contentsOf: input)
            try feed.fileHandleForWriting.close()
        }
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(name) failed")
        return data
    }
}
