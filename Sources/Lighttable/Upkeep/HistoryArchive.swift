import Foundation

/// What the history says about versions whose commits were cleaned up: a line of JSON each.
struct HistoryArchive {
    private let path: String

    init(of table: Table) { path = "\(table.privateDirectory)/history.jsonl" }

    /// The entries, by version; lines that a crash cut short are left out.
    func entries() -> [Int: HistoryEntry] {
        let decoder = JSONDecoder()
        let entries = lines.compactMap { try? decoder.decode(Line.self, from: $0).entry }
        return Dictionary(entries.map { ($0.version, $0) }) { $1 }
    }

    /// The versions that have an entry, found without reading the rest of each line.
    func versions() -> Set<Int> {
        Set(lines.compactMap(Self.version))
    }

    private var lines: [Data] {
        FileManager.default.contents(atPath: path)?.split(separator: UInt8(ascii: "\n")) ?? []
    }

    /// The version of a line that is whole: it is the last member of those whose names are in order.
    private static func version(_ line: Data) -> Int? {
        guard line.first == UInt8(ascii: "{"), line.last == UInt8(ascii: "}"), !line.contains(0) else { return nil }
        let member = Data("\"version\":".utf8)
        guard let place = line.range(of: member, options: .backwards) else { return nil }
        return Int(String(decoding: line[place.upperBound..<line.endIndex - 1], as: UTF8.self))
    }

    /// Adds the entries up to a version that are not there yet; they are on the disk when this returns.
    func append(_ entries: [HistoryEntry], through version: Int) throws {
        let known = versions()
        let new = entries.filter { $0.version <= version && !known.contains($0.version) }
        guard !new.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // An empty line first ends one that a crash cut short.
        var text = Data("\n".utf8)
        for entry in new.sorted(by: { $0.version < $1.version }) {
            text += try encoder.encode(Line(entry)) + Data("\n".utf8)
        }
        try FileSystem.append(text, to: path)
    }
}

/// An entry as it is kept.
private struct Line: Codable {
    var version: Int
    var timestamp: Int64
    var operation: String
    var inserted: Int
    var updated: Int
    var deleted: Int
    var rows: Int
    var engine: String?
    var message: String?
    var user: String?
    var schemaChanges: [String]?
    var restoredVersion: Int?
    var isMaintenance: Bool?

    init(_ entry: HistoryEntry) {
        version = entry.version
        timestamp = Int64((entry.timestamp.timeIntervalSince1970 * 1000).rounded())
        operation = entry.operation
        inserted = entry.rowsInserted
        updated = entry.rowsUpdated
        deleted = entry.rowsDeleted
        rows = entry.rows
        engine = entry.engine
        message = entry.message
        user = entry.user
        schemaChanges = entry.schemaChanges.isEmpty ? nil : entry.schemaChanges
        restoredVersion = entry.restoredVersion
        isMaintenance = entry.isMaintenance ? true : nil
    }

    var entry: HistoryEntry {
        var entry = HistoryEntry(
            version: version,
            timestamp: Date(timeIntervalSince1970: Double(timestamp) / 1000),
            operation: operation,
            rowsInserted: inserted,
            rowsUpdated: updated,
            rowsDeleted: deleted,
            rows: rows,
            engine: engine,
            message: message
        )
        entry.user = user
        entry.schemaChanges = schemaChanges ?? []
        entry.restoredVersion = restoredVersion
        entry.isMaintenance = isMaintenance ?? false
        return entry
    }
}
