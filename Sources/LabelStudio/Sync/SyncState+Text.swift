import JSON
import Lighttable

extension SyncState {
    private static let format = 2
    private static let unknown = "-"

    /// One line about the project, then one line for each row.
    var text: String {
        var lines = [header.text(.canonical)]
        lines.reserveCapacity(entries.count + 1)
        for (row, entry) in entries.sorted(by: { $0.key < $1.key }) {
            let digest = entry.digest?.hexadecimal ?? Self.unknown
            let annotations = entry.annotations?.hexadecimal ?? Self.unknown
            lines.append("\(row.rawValue)\t\(entry.task)\t\(digest)\t\(annotations)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads what ``text`` wrote; nil when it is cut short or of another format.
    init?(text: String) {
        var lines = text.utf8.split(separator: UInt8(ascii: "\n"))[...]
        guard let first = lines.popFirst(), let header = try? JSONValue(parsing: first),
            header["format"]?.intValue == Self.format, let table = header["table"]?.stringValue,
            let project = header["project"]?.intValue, header["rows"]?.intValue == lines.count
        else { return nil }
        self.init(table: table, project: project)
        read(header)
        entries.reserveCapacity(lines.count)
        for line in lines {
            guard let (row, entry) = Self.entry(line) else { return nil }
            entries[row] = entry
        }
    }

    private var header: JSONValue {
        [
            "format": .int(Self.format), "table": .string(table), "project": .int(project),
            "rows": .int(entries.count), "version": syncedVersion.map { .int($0) } ?? .null,
            "mark": mark.map { .int($0.microseconds) } ?? .null,
            "window": .object(JSONObject(window.map { (String($0.key), .int($0.value.microseconds)) })),
            "config": config.map { .string($0.hexadecimal) } ?? .null, "foreign": .int(foreignTasks),
            "failed": .array(failedRows.sorted().map { .int($0.rawValue) }),
            "surplus": .array(surplusTasks.sorted().map { .int($0) }),
        ]
    }

    private mutating func read(_ header: JSONValue) {
        syncedVersion = header["version"]?.intValue
        mark = header["mark"]?.intValue.map { ServerTime(microseconds: $0) }
        config = header["config"]?.stringValue.flatMap { Fingerprint(hexadecimal: $0) }
        foreignTasks = header["foreign"]?.intValue ?? 0
        failedRows = Set((header["failed"]?.arrayValue ?? []).compactMap { $0.intValue.map(RowID.init(rawValue:)) })
        surplusTasks = Set((header["surplus"]?.arrayValue ?? []).compactMap(\.intValue))
        for (task, time) in header["window"]?.objectValue ?? [:] {
            guard let task = Int(task), let time = time.intValue else { continue }
            window[task] = ServerTime(microseconds: time)
        }
    }

    private static func entry(_ line: Substring.UTF8View) -> (RowID, Entry)? {
        let parts = line.split(separator: UInt8(ascii: "\t")).compactMap { Substring($0) }
        guard parts.count == 4, let row = Int(parts[0]), let task = Int(parts[1]) else { return nil }
        let entry = Entry(
            task: task,
            digest: Fingerprint(hexadecimal: parts[2]),
            annotations: Fingerprint(hexadecimal: parts[3])
        )
        return (RowID(rawValue: row), entry)
    }
}
