import JSON

/// What somebody said about a row, as a sync writes it into the column of annotations.
struct Annotation: Sendable {
    /// Why a cell has no annotations that can be read, fit to follow the column's name.
    struct Malformation: Error, CustomStringConvertible {
        let reason: String

        var description: String { "the cell \(reason)" }
    }

    let results: [JSONValue]
    /// Its number on the server.
    let id: Int
    /// The number of the account.
    let annotator: Int?
    /// Whether the task was skipped rather than labelled.
    let isSkipped: Bool
    let isGroundTruth: Bool
    /// When it was changed last, in ISO 8601.
    let changed: String
    /// How long the work took, in seconds.
    let leadTime: Double?

    private init(_ json: JSONValue, _ results: [JSONValue]) {
        self.results = results
        id = json["id"]?.intValue ?? 0
        annotator = json["completed_by"]?.intValue
        isSkipped = json["was_cancelled"]?.boolValue == true
        isGroundTruth = json["ground_truth"]?.boolValue == true
        changed = json["updated_at"]?.stringValue ?? ""
        leadTime = json["lead_time"]?.doubleValue
    }

    /// The annotations of a cell; results alone are one.
    ///
    /// - Throws: A ``Malformation`` when the text is something else.
    static func list(_ text: String) throws(Malformation) -> [Annotation] {
        guard let document = try? JSONValue(parsing: text), let items = document.arrayValue else {
            throw Malformation(reason: "has no list of annotations")
        }
        var annotations: [Annotation] = []
        for item in items {
            guard let results = item["result"]?.arrayValue else { break }
            annotations.append(Annotation(item, results))
        }
        if annotations.count == items.count { return annotations }
        guard items.allSatisfy({ $0["type"]?.stringValue != nil && $0["value"] != nil }) else {
            throw Malformation(reason: "has something else than Label Studio's annotations")
        }
        return [Annotation([:], items)]
    }
}

extension [Annotation] {
    /// Those that say something about the row.
    var finished: [Annotation] { filter { !$0.isSkipped } }

    /// The one that counts: the ground truth, or else what was changed last.
    var newest: Annotation? {
        finished.max {
            ($0.isGroundTruth ? 1 : 0, $0.changed, $0.id) < ($1.isGroundTruth ? 1 : 0, $1.changed, $1.id)
        }
    }
}
