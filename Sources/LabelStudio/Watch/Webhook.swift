import JSON

/// A webhook as the server has it.
struct Webhook: Sendable, Hashable {
    let id: Int
    let url: String

    init?(_ json: JSONValue) {
        guard let id = json["id"]?.intValue, let url = json["url"]?.stringValue else { return nil }
        self.id = id
        self.url = url
    }
}
