import JSON
import Lighttable

/// What a row will be as a task: values that are ready, and files that have to be uploaded first.
struct TaskDraft: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case ready(JSONValue)
        case upload(path: String)
    }

    let row: RowID
    let contents: [String: Content]
    /// Tells whether the task has to be sent again.
    let digest: Fingerprint
    /// About how many bytes the task takes in a request.
    let size: Int

    init(row: RowID, contents: [String: Content]) {
        self.row = row
        self.contents = contents
        let text =
            JSONValue.object(
                JSONObject(
                    contents.mapValues { content in
                        switch content {
                        case .ready(let value): value
                        case .upload(let path): ["upload": .string(path)]
                        }
                    }
                )
            )
            .text(.canonical)
        digest = Fingerprint(text)
        size = text.utf8.count
    }

    var uploads: [String] {
        contents.values.compactMap { if case .upload(let path) = $0 { path } else { nil } }
    }

    /// The task's data once the files have addresses.
    func data(addresses: [String: String]) throws -> JSONValue {
        let values = try contents.mapValues { content in
            switch content {
            case .ready(let value): return value
            case .upload(let path):
                guard let address = addresses[path] else {
                    throw LabelStudioError(.serverFailure, "`\(path)` was not uploaded: sync again")
                }
                return JSONValue.string(address)
            }
        }
        return .object(JSONObject(values))
    }
}
