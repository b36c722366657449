import Foundation
import Testing

/// A directory with a store of its own, in which the built command runs.
final class Sandbox: Sendable {
    let directory: URL

    /// Makes the directory inside another one, such as a small disk.
    init(in parent: URL = FileManager.default.temporaryDirectory) throws {
        directory = parent.appending(path: "lighttable-cli-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(
            at: directory.appending(path: "temporary"),
            withIntermediateDirectories: true
        )
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    var store: URL { directory.appending(path: "store") }

    func path(_ name: String) -> String { directory.appending(path: name).path }

    /// Writes a file and returns its path.
    @discardableResult
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: directory.appending(path: name))
        return path(name)
    }

    /// What the command left in its folder for temporary files.
    func temporaryFiles() -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: path("temporary"))) ?? []
    }

    /// Everything below the store that is not private to it.
    func storeFiles() -> [String] {
        let all = FileManager.default.enumerator(atPath: store.path)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(".parquet") || $0.hasSuffix(".json") }.sorted()
    }

    /// A table `films` of three rows.
    func films(_ arguments: String...) async throws {
        let csv = try file("films.csv", "id,title,year\n1,Alien,1979\n2,Brazil,1985\n3,Casino,1995\n")
        let outcome = try await run(["import", csv, "films", "--primary-key", "id"] + arguments)
        try #require(outcome.status == 0, "\(outcome.stderr)")
    }

    /// A CSV file with a picture beside it, for a column `photo` of type Image.
    func photoCSV() throws -> String {
        try Data(Self.png).write(to: directory.appending(path: "cat.png"))
        return try file("photos.csv", "id,photo\n1,cat.png\n")
    }

    /// The smallest picture there is: one grey pixel.
    private static let png: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1,
        8,
        0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68, 0, 0, 0,
        0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]

    /// Runs the command to its end.
    func run(
        _ arguments: [String],
        input: String? = nil,
        environment: [String: String] = [:]
    ) async throws -> Outcome {
        let invocation = try Invocation(arguments, in: self, input: input, environment: environment)
        return try await invocation.outcome()
    }

    func run(_ arguments: String..., input: String? = nil) async throws -> Outcome {
        try await run(arguments, input: input)
    }
}
