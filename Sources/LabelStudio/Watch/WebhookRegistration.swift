import Foundation
import Lighttable

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The webhooks of one watch: what listens, and what the server was told.
///
/// A watch that is killed leaves its webhooks behind; the next one of the same links takes them away.
struct WebhookRegistration: Sendable {
    let listener: WebhookListener
    let client: LabelStudioClient
    let webhooks: [Webhook]
    /// The address that the server calls.
    let url: String

    /// How long a webhook has to show that somebody listens behind it, in seconds.
    private static let patience: TimeInterval = 2

    /// Listens, and has the projects of some links tell of their changes.
    ///
    /// - Throws: ``LabelStudioError`` when the port is taken or the server refuses or fails.
    init(
        at address: WebhookUse.Address,
        table: Table,
        projects: [String]?,
        client: LabelStudioClient,
        hint: @escaping @Sendable () -> Void
    ) async throws {
        listener = try await WebhookListener(at: address, hint: hint)
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        let base = address.url?.absoluteString ?? "http://\(host):\(listener.port)"
        self.client = client
        url = base
        var webhooks: [Webhook] = []
        do {
            for link in try table.links(named: projects) {
                let path = "/lighttable/\(table.identifier)/\(PercentEncoding.encode(link.name))"
                try await Self.removeLeftBehind(path, project: link.project, client: client)
                webhooks.append(
                    try await client.createWebhook(
                        project: link.project,
                        url: base + path,
                        headers: [WebhookListener.secretHeader: listener.secret]
                    )
                )
            }
        } catch {
            await Self.remove(webhooks, client)
            await listener.close()
            throw error
        }
        self.webhooks = webhooks
    }

    /// Takes the webhooks away and stops listening, also when the watch was cancelled.
    func close() async {
        let (webhooks, client) = (webhooks, client)
        await Task.detached { await Self.remove(webhooks, client) }.value
        await listener.close()
    }

    private static func remove(_ webhooks: [Webhook], _ client: LabelStudioClient) async {
        for webhook in webhooks { try? await client.deleteWebhook(webhook.id) }
    }

    /// Takes away webhooks of a link behind which nobody listens any more.
    private static func removeLeftBehind(_ path: String, project: Int, client: LabelStudioClient) async throws {
        for webhook in try await client.webhooks(project: project) where webhook.url.hasSuffix(path) {
            if await !isAlive(webhook) { try? await client.deleteWebhook(webhook.id) }
        }
    }

    private static func isAlive(_ webhook: Webhook) async -> Bool {
        guard let url = URL(string: webhook.url) else { return false }
        let answer = try? await NetworkTransport().send(URLRequest(url: url, timeoutInterval: patience))
        return answer?.status == 204
    }
}
