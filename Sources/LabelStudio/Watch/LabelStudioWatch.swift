public import Lighttable

/// Keeps a table and its Label Studio projects in step for as long as it is iterated.
///
/// ```swift
/// for try await event in table.watchLabelStudio(server: server) {
///     if case .synced(let status) = event { print(status.rowsUpdated, status.externalRowsCreated) }
/// }
/// ```
///
/// Each step is a sync, which asks for little when nothing has changed. It comes when the last is some time ago, or as
/// soon as Label Studio tells of a change (see ``WebhookUse``). A server that does not answer is asked again, after
/// longer and longer pauses; what cannot mend itself is thrown.
public struct LabelStudioWatch: AsyncSequence, Sendable {
    /// What happened.
    public enum Event: Sendable {
        /// Something changed on either side, and is the same on both now.
        case synced(SyncStatus)
        /// The server does not answer; it is asked again after a pause.
        case lost(LabelStudioError, pause: Duration)
        /// The server answers again.
        case found
        /// From now on the server tells of changes, by calling an address of this machine.
        case listening(url: String)
        /// The server will not tell of changes, for some reason: they are found by looking.
        case polling(LabelStudioError)
    }

    let table: Table
    let projects: [String]?
    let interval: Duration
    let conflicts: ConflictPolicy
    let webhooks: WebhookUse
    let client: LabelStudioClient

    /// An iterator that begins with a sync.
    public func makeAsyncIterator() -> Iterator { Iterator(watch: self) }
}

extension Table {
    /// Keeps this table and its Label Studio projects in step.
    ///
    /// - Parameters:
    ///   - projects: Names of links; `nil` for all.
    ///   - interval: How long to wait after a sync before the next.
    ///   - conflicts: Whose annotations stay where they were edited in the table and changed on the server; `error` ends the
    ///     watch.
    ///   - webhooks: Whether the server is asked to tell of changes.
    ///   - server: The server the projects are on.
    /// - Returns: A sequence without an end, which works while it is iterated.
    public func watchLabelStudio(
        projects: [String]? = nil,
        interval: Duration = .seconds(5),
        conflicts: ConflictPolicy = .serverWins,
        webhooks: WebhookUse = .automatic,
        server: LabelStudioServer
    ) -> LabelStudioWatch {
        let client = LabelStudioClient(server: server)
        return watchLabelStudio(
            projects: projects,
            interval: interval,
            conflicts: conflicts,
            webhooks: webhooks,
            client: client
        )
    }

    func watchLabelStudio(
        projects: [String]?,
        interval: Duration,
        conflicts: ConflictPolicy = .serverWins,
        webhooks: WebhookUse,
        client: LabelStudioClient
    ) -> LabelStudioWatch {
        LabelStudioWatch(
            table: self,
            projects: projects,
            interval: interval,
            conflicts: conflicts,
            webhooks: webhooks,
            client: client
        )
    }
}
