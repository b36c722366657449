import Columnar
import Foundation
import Lighttable
import Testing

/// The files that a verb of `sources.py` writes, and what must become of them.
final class ForeignSources: Sendable {
    struct Column: Decodable {
        let type: String
        let cells: [String?]
    }

    let folder: String
    let expected: [String: [String: Column]]
    private let test: TestStore

    var store: Store { test.store }

    init(_ verb: String, seed: Int? = nil) throws {
        test = try TestStore()
        folder = test.folder
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let process = Process()
        // The path must stay a link: it tells Python its virtual environment.
        process.executableURL = here.appending(path: "../../../..").standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        let script = here.appending(path: "sources.py").path
        process.arguments = ["-B", "-W", "ignore", script, verb, folder] + (seed.map { [String($0)] } ?? [])
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "sources.py \(verb) failed")
        let data = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
        expected = try JSONDecoder().decode([String: [String: Column]].self, from: data)
    }

    /// Imports a file or folder of the verb.
    func importing(
        _ name: String,
        _ options: ImportOptions = ImportOptions()
    ) async throws -> (table: Table, report: ImportReport) {
        let path = "\(folder)/\(name)"
        let isArrow = [".arrow", ".arrows", ".feather"].contains(where: name.hasSuffix)
        let source: ImportSource = isArrow ? .arrow(path) : .parquet(path)
        let result = try await store.importTable("t\(UUID().uuidString.prefix(8))", from: source, options: options)
        return (result.table, try #require(result.report))
    }

    /// Imports a file and compares every column with what `sources.py` says.
    @discardableResult
    func check(_ name: String) async throws -> (table: Table, report: ImportReport) {
        let (table, report) = try await importing(name)
        let wanted = try #require(expected[name])
        let cells = try await table.cells()
        #expect(Set(table.columns.map(\.name)) == Set(wanted.keys), "\(name)")
        for (index, column) in table.columns.enumerated() {
            guard let expectation = wanted[column.name] else { continue }
            #expect("\(column.type)" == expectation.type, "\(name): \(column.name)")
            let found = cells.map { Self.plain($0[index].foreignText) }
            #expect(found == expectation.cells.map(Self.plain), "\(name): \(column.name)")
        }
        return (table, report)
    }

    /// Numbers are spelled in other ways elsewhere.
    private static func plain(_ text: String?) -> String? {
        guard let text, text.contains("e") || text.contains("."), let number = Double(text) else { return text }
        return number.isFinite ? "\(number)" : text
    }
}
