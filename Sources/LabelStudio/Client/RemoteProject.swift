import JSON

/// A project as the server describes it.
struct RemoteProject: Sendable {
    static let include = "id,title,description,label_config,task_number"

    let id: Int
    let title: String
    let description: String
    let labelConfig: String
    let taskCount: Int

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.intValue else { return nil }
        self.id = id
        title = json["title"]?.stringValue ?? ""
        description = json["description"]?.stringValue ?? ""
        labelConfig = json["label_config"]?.stringValue ?? ""
        taskCount = json["task_number"]?.intValue ?? 0
    }
}
