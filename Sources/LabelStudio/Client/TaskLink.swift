import JSON
import Lighttable

/// What a task's `meta` says about the row it stands for.
///
/// The server gives the ids of deleted tasks to new ones, so a task is only ours when its `meta` says so.
struct TaskLink: Sendable, Hashable {
    /// A file that was uploaded for the task.
    struct Upload: Sendable, Hashable {
        let address: String
        /// Of the file's path.
        let file: Fingerprint
    }

    let table: String
    let link: String
    let row: RowID
    let digest: Fingerprint
    /// Of the predictions that the task was sent with.
    var predictions: [Fingerprint] = []
    /// The files that were uploaded, by data field.
    var uploads: [String: Upload] = [:]

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
        predictions = (members["predictions"]?.arrayValue ?? [])
            .compactMap { $0.stringValue.flatMap { Fingerprint(hexadecimal: $0) } }
        uploads = (members["uploads"]?.objectValue?.dictionary ?? [:]).compactMapValues { Upload($0) }
    }

    /// The `meta` of the task; what else people keep there stays.
    func meta(keeping other: JSONValue? = nil) -> JSONValue {
        var members = other?.objectValue ?? JSONObject()
        var own: JSONObject = [
            "table": .string(table), "link": .string(link), "row": .int(row.rawValue),
            "digest": .string(digest.hexadecimal),
        ]
        if !predictions.isEmpty { own["predictions"] = .array(predictions.map { .string($0.hexadecimal) }) }
        if !uploads.isEmpty { own["uploads"] = .object(JSONObject(uploads.mapValues(\.json))) }
        members[Self.key] = .object(own)
        return .object(members)
    }
}

extension TaskLink.Upload {
    fileprivate init?(_ json: JSONValue) {
        guard let address = json["address"]?.stringValue,
            let file = json["file"]?.stringValue.flatMap({ Fingerprint(hexadecimal: $0) })
        else { return nil }
        self.init(address: address, file: file)
    }

    fileprivate var json: JSONValue { ["address": .string(address), "file": .string(file.hexadecimal)] }
}
