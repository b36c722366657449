import Foundation
import Testing

@testable import Lighttable

/// Runs the script that lies beside this file.
enum ForeignTools {
    /// What `foreign.py rows` prints.
    struct Readings: Decodable {
        struct Row: Decodable, Equatable {
            let id: Int
            let name: String?
        }
        let delta: [Row]
        let polars: [Row]
        let version: Int
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    private static let root = folder.appending(path: "../../..").standardizedFileURL

    @discardableResult
    static func run(_ arguments: String...) throws -> Data {
        let process = Process()
        process.executableURL = root.appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", folder.appending(path: "foreign.py").path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "foreign.py \(arguments) failed")
        return data
    }

    static func rows(_ table: Table) throws -> Readings {
        try JSONDecoder().decode(Readings.self, from: run("rows", table.path))
    }
}
