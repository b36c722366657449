import Foundation

@testable import StoreExerciser

/// Other engines in a Python process, which is asked in lines of JSON.
final class Engines: Sendable {
    /// What a request failed with.
    struct Failure: Error {
        let message: String
    }

    struct Request: Encodable {
        var action: String
        var path: String
        var engines: [String] = []
        var engine = ""
        var operation: TableOperation?
        var columns: [String] = []
        var retained = 0
        var tagged: [Int] = []
    }

    private struct Answer: Decodable {
        var error: String?
        var readings: [String: Observation]?
        var leftovers: [String]?
        var missing: [String]?
    }

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private let turns = DispatchQueue(label: "engines")

    init() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        // Without its link's name Python would not find its environment.
        process.executableURL = folder.appending(path: "../../..").standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", folder.appending(path: "engines.py").path]
        process.standardInput = input
        process.standardOutput = output
        // An engine that ended is an error of the next request.
        signal(SIGPIPE, SIG_IGN)
        try process.run()
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// What engines see of a table.
    func read(_ path: String, with engines: [String]) async throws -> [String: Observation] {
        try await ask(Request(action: "read", path: path, engines: engines)).readings ?? [:]
    }

    /// Lets an engine change a table.
    func write(_ operation: TableOperation, to path: String, with engine: String, columns: [String]) async throws {
        let request = Request(action: "write", path: path, engine: engine, operation: operation, columns: columns)
        _ = try await ask(request)
    }

    /// Files that no kept version needs, and needed files that are not there.
    func leftovers(_ path: String, retained: Int, tagged: [Int]) async throws -> [String] {
        let answer = try await ask(Request(action: "leftovers", path: path, retained: retained, tagged: tagged))
        return (answer.leftovers ?? []).map { "leftover \($0)" } + (answer.missing ?? []).map { "missing \($0)" }
    }

    private func ask(_ request: Request) async throws -> Answer {
        let answer = try await withCheckedThrowingContinuation { continuation in
            turns.async { continuation.resume(with: Result { try self.askHere(request) }) }
        }
        if let error = answer.error { throw Failure(message: "\(request.engine) \(request.action): \(error)") }
        return answer
    }

    private func askHere(_ request: Request) throws -> Answer {
        try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(request) + Data("\n".utf8))
        var line = Data()
        while line.last != UInt8(ascii: "\n") {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { throw Failure(message: "the engines ended at \(request)") }
            line += chunk
        }
        return try JSONDecoder().decode(Answer.self, from: line)
    }
}
