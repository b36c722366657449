import Lighttable
import Synchronization

/// What tells one watch of changes, and is closed with it.
final class WatchHints: Sendable {
    let doorbell = Doorbell()
    private let registration = Mutex<WebhookRegistration?>(nil)

    deinit {
        guard let registration = registration.withLock({ $0.take() }) else { return }
        Task.detached { await registration.close() }
    }

    /// Asks the server for hints.
    ///
    /// - Returns: The address that the server calls.
    /// - Throws: ``LabelStudioError`` when it cannot be had.
    func open(
        at address: WebhookUse.Address,
        table: Table,
        projects: [String]?,
        client: LabelStudioClient
    ) async throws -> String {
        let doorbell = doorbell
        let opened = try await WebhookRegistration(at: address, table: table, projects: projects, client: client) {
            doorbell.ring()
        }
        registration.withLock { $0 = opened }
        return opened.url
    }

    func close() async {
        await registration.withLock { $0.take() }?.close()
    }
}
