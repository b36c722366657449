import JSON

/// A task as the server lists it; what was not asked for is nil.
struct TaskRecord: Sendable {
    /// What of a task to ask for.
    ///
    /// The list also trims the annotations inside a task, so their members are named too.
    enum Detail: Sendable {
        case identity
        case counts
        case annotations
        case data
        /// All that we put into a task, and when it was made.
        case contents

        var include: String {
            switch self {
            case .identity: "id,updated_at"
            case .counts: "id,meta,total_annotations,cancelled_annotations,draft_exists"
            case .data: "id,meta,data,total_annotations,cancelled_annotations"
            case .contents:
                "id,meta,data,total_annotations,cancelled_annotations,predictions,result,score,model_version,"
                    + "created_at,updated_at"
            case .annotations:
                "id,meta,updated_at,annotations," + Annotations.members.filter { $0 != "id" }.joined(separator: ",")
            }
        }
    }

    let id: Int
    let meta: JSONValue?
    let createdAt: ServerTime?
    let updatedAt: ServerTime?
    /// Skipped ones included.
    let annotationCount: Int
    /// Whether somebody began to label the task.
    let hasDraft: Bool
    let annotations: [JSONValue]
    let data: JSONValue?
    let predictions: [PredictionRecord]?

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.intValue else { return nil }
        self.id = id
        meta = json["meta"]
        createdAt = json["created_at"]?.stringValue.flatMap { ServerTime($0) }
        updatedAt = json["updated_at"]?.stringValue.flatMap { ServerTime($0) }
        annotations = json["annotations"]?.arrayValue ?? []
        data = json["data"]
        predictions = json["predictions"]?.arrayValue?.compactMap { PredictionRecord($0) }
        hasDraft = json["draft_exists"]?.boolValue ?? false
        annotationCount =
            (json["total_annotations"]?.intValue ?? annotations.count) + (json["cancelled_annotations"]?.intValue ?? 0)
    }

    var link: TaskLink? { TaskLink(meta: meta) }

    /// Whether people's work would be lost with the task; only told by the counts.
    var isWorkedOn: Bool { annotationCount > 0 || hasDraft }
}
