import Columnar
import Foundation
import Lighttable

/// The tables of `tables.py`, made once.
final class ForeignTables: Sendable {
    struct Expectation: Decodable {
        let rows: [[String?]]?
        let error: String?
    }

    static let shared = Result { try ForeignTables() }

    /// The functions of `tables.py` that make a table.
    static let names: [String] = {
        let source = try? String(contentsOf: folder.appending(path: "tables.py"), encoding: .utf8)
        return (source ?? "").matches(of: /@table\ndef (\w+)/).map { String($0.1) }
    }()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    private let test: TestStore
    let expected: [String: Expectation]

    private init() throws {
        test = try TestStore()
        let process = Process()
        // The path must stay a link: it tells Python its virtual environment.
        process.executableURL = Self.folder.appending(path: "../../..").standardizedFileURL
            .appending(path: ".deps/readers/bin/python")
        process.arguments = ["-B", Self.folder.appending(path: "tables.py").path, test.folder]
        try process.run()
        process.waitUntilExit()
        let data = try Data(contentsOf: URL(filePath: "\(test.folder)/expected.json"))
        expected = try JSONDecoder().decode([String: Expectation].self, from: data)
    }

    func open(_ name: String) async throws -> Table {
        try await test.store.table("\(test.folder)/\(name)")
    }
}

extension Value {
    /// The value as `tables.py` spells it, `nil` for null.
    var foreignText: String? {
        switch self {
        case .null: nil
        case .bool(let truth): "\(truth)"
        case .int(let number), .date(let number), .timestamp(let number): "\(number)"
        case .float(let number): "\(number)"
        case .decimal(let text), .string(let text): text
        case .binary(let data): data.map { String(format: "%02x", $0) }.joined()
        case .list(let items): "[\(items.map { $0.foreignText ?? "null" }.joined(separator: ", "))]"
        case .structure(let fields):
            "{\(fields.map { "\($0.name): \($0.value.foreignText ?? "null")" }.joined(separator: ", "))}"
        }
    }
}
