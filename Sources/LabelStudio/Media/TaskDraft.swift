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
    /// What the task shows as predictions.
    let predictions: [Prediction]
    /// What is wrong with pre-annotations that are left out.
    let problems: [String]
    /// Tells whether the task has to be sent again.
    let digest: Fingerprint
    /// About how many bytes the task takes in a request.
    let size: Int

    init(
        row: RowID,
        contents: [String: Content],
        predictions: [Prediction] = [],
        problems: [String] = []
    ) {
        self.row = row
        self.contents = contents
        self.predictions = predictions
        self.problems = problems
        let data =
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
        let text = predictions.isEmpty ? data : data + JSONValue.array(predictions.map(\.json)).text(.canonical)
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
