import JSON

extension LabelStudioClient {
    /// What a sync may have to fetch.
    ///
    /// A sync of ours makes tasks and changes them, and need not be told.
    private static let actions = [
        "ANNOTATION_CREATED", "ANNOTATIONS_CREATED", "ANNOTATION_UPDATED", "ANNOTATIONS_DELETED", "TASKS_DELETED",
    ]

    /// The webhooks of a project.
    func webhooks(project: Int) async throws -> [Webhook] {
        let answer = try await json(.get("api/webhooks/", ["project": String(project)]))
        guard let items = answer.arrayValue else { throw unexpectedAnswer("a list of webhooks") }
        return items.compactMap { Webhook($0) }
    }

    /// Has a server tell an address of annotations that come, change and go.
    func createWebhook(project: Int, url: String, headers: [String: String]) async throws -> Webhook {
        let body: JSONValue = [
            "project": .int(project),
            "url": .string(url),
            "send_payload": false,
            "send_for_all_actions": false,
            "actions": .array(Self.actions.map { .string($0) }),
            "headers": .object(JSONObject(headers.mapValues { .string($0) })),
        ]
        guard let webhook = Webhook(try await json(.send(.post, "api/webhooks/", body))) else {
            throw unexpectedAnswer("the new webhook")
        }
        return webhook
    }

    func deleteWebhook(_ id: Int) async throws {
        _ = try await json(.send(.delete, "api/webhooks/\(id)/"))
    }
}
