import JSON
import Lighttable

/// What a task's `meta` says about the row it stands for.
///
/// The server gives the ids of deleted tasks to new ones, so a task is only ours when its `meta` says so.
struct TaskLink: Sendable, Hashable {
    let table: String
    let link: String
    let row: RowID
    let digest: Fingerprint

    private static let key = "lighttable"

    init(table: String, link: String, row: RowID, digest: Fingerprint) {
        self.table = table
        self.link = link
        self.row = row
        self.digest = digest
    }

    init?(meta: JSONValue?) {
        guard let members = meta?[Self.key], let table = members["table"]?.stringValue,
            let link = members["link"]?.stringValue, let row = members["row"]?.intValue,
            let digest = members["digest"]?.stringValue.flatMap({ Fingerprint(hexadecimal: $0) })
        else { return nil }
        self.init(table: table, link: link, row: RowID(rawValue: row), digest: digest)
    }

    /// The `meta` of the task; what else people keep there stays.
    func meta(keeping other: JSONValue? = nil) -> JSONValue {
        var members = other?.objectValue ?? JSONObject()
        members[Self.key] = [
            "table": .string(table), "link": .string(link), "row": .int(row.rawValue),
            "digest": .string(digest.hexadecimal),
        ]
        return .object(members)
    }
}
