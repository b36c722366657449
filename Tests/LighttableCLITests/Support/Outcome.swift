import Foundation
import Testing

/// What a run of the command left.
struct Outcome: Sendable {
    let status: Int32
    let stdout: String
    let stderr: String

    /// Standard output as a JSON object.
    func object() throws -> [String: Any] {
        try #require(try json() as? [String: Any], "\(stdout) \(stderr)")
    }

    /// Standard output as a JSON list of objects.
    func list() throws -> [[String: Any]] {
        try #require(try json() as? [[String: Any]], "\(stdout) \(stderr)")
    }

    /// The JSON error on standard error.
    func error() throws -> [String: Any] {
        let document = try JSONSerialization.jsonObject(with: Data(stderr.utf8)) as? [String: Any]
        return try #require(document?["error"] as? [String: Any], "\(stderr)")
    }

    /// The lines of standard error.
    var errorLines: [Substring] { stderr.split(separator: "\n") }

    private func json() throws -> Any {
        try JSONSerialization.jsonObject(with: Data(stdout.utf8), options: .fragmentsAllowed)
    }
}
