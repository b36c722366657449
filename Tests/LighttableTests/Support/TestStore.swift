public import Columnar
import Foundation
import Lighttable

/// A store in a temporary folder that goes away with it, and a folder for source files beside it.
final class TestStore: Sendable {
    let folder: String
    let store: Store

    init() throws {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(root)/lighttable-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try Store.open(at: "\(folder)/store")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The beginning of a picture of one pixel, enough for what looks at headers.
    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [0, 0, 0, 1, 0, 0, 0, 1]

    /// Writes a source file and returns its path.
    func file(_ name: String, _ contents: some Sequence<UInt8>) throws -> String {
        let path = "\(folder)/\(name)"
        let parent = URL(filePath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(contents).write(to: URL(filePath: path))
        return path
    }

    /// Imports CSV text.
    @discardableResult
    func importCSV(
        _ text: String,
        into name: String = "t",
        options: ImportOptions = ImportOptions(),
        csv: CSVOptions = CSVOptions()
    ) async throws -> ImportResult {
        try await store.importCSV(try file("source.csv", text.utf8), into: name, options: options, csv: csv)
    }

    /// A table of three films, with their ids as key.
    func films() async throws -> Table {
        var options = ImportOptions()
        options.primaryKey = ["id"]
        return try await importCSV("id,title,year\n1,Alien,1979\n2,Brazil,1985\n3,,1995\n", options: options).table
    }

    /// All files and folders of the store, hidden ones too, but for the tables' locks.
    var contents: [String] {
        let names = ["writers.lock", "maintenance.lock", "turn.lock"]
        let locks = ["/_lighttable"] + names.map { "/_lighttable/\($0)" }
        let paths = FileManager.default.subpaths(atPath: store.path) ?? []
        return paths.filter { path in !locks.contains(where: path.hasSuffix) }.sorted()
    }
}

extension Table {
    /// All cells, row by row.
    func cells() async throws -> [[Value]] {
        var cells: [[Value]] = []
        for try await row in try rows() { cells.append(row.values) }
        return cells
    }

    /// The cells of a column, in the order of the ids.
    func cells(of column: String) async throws -> [Value?] {
        try await query().order(by: [SortKey("id")]).collect().map { $0[column] }
    }

    /// Column names and types, such as `id Int`.
    var typeNames: [String] { columns.map { "\($0.name) \($0.type)" } }
}

/// The error that a body throws.
func failure(of body: () async throws -> Void) async -> LighttableError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? LighttableError
    }
}

extension Table {
    /// The table with other cells in one row.
    func editing(_ id: Int, _ cells: [String: Value]) async throws -> Table {
        var edits = TableEdits(operation: "UPDATE")
        edits.values[RowID(rawValue: id)] = cells
        return try await update(edits).table
    }

    /// All cells by row id.
    func identifiedCells() async throws -> [Int?: [Value]] {
        var cells: [Int?: [Value]] = [:]
        for try await row in try rows() { cells[row.id?.rawValue] = row.values }
        return cells
    }
}

extension ImportOptions {
    /// Options with a primary key.
    static func keyed(_ columns: String...) -> ImportOptions {
        var options = ImportOptions()
        options.primaryKey = columns
        return options
    }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// An integer cell.
    public init(integerLiteral value: Int) { self = .int(value) }
    /// A text cell.
    public init(stringLiteral value: String) { self = .string(value) }
}
