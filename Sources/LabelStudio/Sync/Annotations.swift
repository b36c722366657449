import JSON

/// What people labelled on one task, in the form that is kept in the table.
///
/// Only members that mean something stay, so that the text changes when the work changes and at no other time.
enum Annotations {
    /// `created_ago` and the like change by themselves; ids of task and project are the server's own affair.
    static let members = [
        "id", "result", "completed_by", "created_at", "updated_at", "was_cancelled", "ground_truth", "lead_time",
        "parent_prediction", "parent_annotation",
    ]

    /// Saving an annotation again changes these, whatever it says.
    fileprivate static let volatileMembers = ["updated_at", "lead_time"]

    /// The annotations as JSON text, oldest first; nil when there are none.
    static func text(_ annotations: [JSONValue]) -> String? {
        guard !annotations.isEmpty else { return nil }
        let sorted = annotations.sorted { ($0["id"]?.intValue ?? 0) < ($1["id"]?.intValue ?? 0) }
        return JSONValue.array(sorted.map(normalised)).text(.canonical)
    }

    private static func normalised(_ annotation: JSONValue) -> JSONValue {
        var kept = JSONObject()
        for member in members {
            guard let value = annotation[member] else { continue }
            kept[member] = member == "completed_by" ? value["id"] ?? value : value
        }
        return .object(kept)
    }
}

extension Fingerprint {
    /// Of the annotations of a task that has none.
    static let noAnnotations = Fingerprint("")

    /// Of annotations by what they say, whenever they were saved and however long that took.
    init(annotations text: String?) {
        guard let text else {
            self = .noAnnotations
            return
        }
        guard let items = try? JSONValue(parsing: text).arrayValue else {
            self.init(text)
            return
        }
        self.init(.array(items.map(Self.lasting)))
    }

    private static func lasting(_ annotation: JSONValue) -> JSONValue {
        guard var members = annotation.objectValue else { return annotation }
        for name in Annotations.volatileMembers { members[name] = nil }
        return .object(members)
    }
}
