public import Lighttable

/// Keeps a table and its Label Studio projects in step for as long as it is iterated.
///
/// ```swift
/// for try await event in table.watchLabelStudio(server: server) {
///     if case .synced(let status) = event { print(status.rowsUpdated, status.externalRowsCreated) }
/// }
/// ```
///
/// Each step is a sync, which asks for little when nothing has changed. A server that does not answer is asked again, after
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
    }

    let table: Table
    let projects: [String]?
    let interval: Duration
    let client: LabelStudioClient

    /// An iterator that begins with a sync.
    public func makeAsyncIterator() -> Iterator { Iterator(watch: self) }

    /// Goes from one event to the next.
    public struct Iterator: AsyncIteratorProtocol {
        private let watch: LabelStudioWatch
        private var pause: Duration = .zero
        private var isLost = false
        /// Rows that cannot be sent are told once.
        private var exceptions: [String] = []

        private static let longestPause = Duration.seconds(60)

        init(watch: LabelStudioWatch) {
            self.watch = watch
        }

        /// Waits for the next event; there is always another one.
        ///
        /// - Throws: ``LabelStudioError`` or `LighttableError` for what does not mend itself, `CancellationError`.
        public mutating func next() async throws -> Event? {
            while true {
                try await Task.sleep(for: pause)
                do {
                    let status = try await watch.table.sync(projects: watch.projects, client: watch.client)
                    pause = watch.interval
                    if let event = event(status) { return event }
                } catch let error as LabelStudioError where Self.mendsItself(error) {
                    try Task.checkCancellation()
                    pause = Swift.min(Swift.max(pause * 2, watch.interval), Self.longestPause)
                    guard !isLost else { continue }
                    isLost = true
                    return .lost(error, pause: pause)
                } catch let error as LighttableError where error.code == .conflict {
                    pause = watch.interval
                }
            }
        }

        private mutating func event(_ status: SyncStatus) -> Event? {
            let wasLost = isLost
            isLost = false
            let hasNews = status.exceptions != exceptions
            exceptions = status.exceptions
            let counts = [
                status.externalRowsCreated, status.externalRowsUpdated, status.externalRowsDeleted, status.rowsUpdated,
            ]
            if hasNews || counts.contains(where: { $0 > 0 }) { return .synced(status) }
            return wasLost ? .found : nil
        }

        private static func mendsItself(_ error: LabelStudioError) -> Bool {
            [.unreachable, .timedOut, .serverFailure].contains(error.code)
        }
    }
}

extension Table {
    /// Keeps this table and its Label Studio projects in step.
    ///
    /// - Parameters:
    ///   - projects: Names of links; `nil` for all.
    ///   - interval: How long to wait after a sync before the next.
    ///   - server: The server the projects are on.
    /// - Returns: A sequence without an end, which works while it is iterated.
    public func watchLabelStudio(
        projects: [String]? = nil,
        interval: Duration = .seconds(5),
        server: LabelStudioServer
    ) -> LabelStudioWatch {
        watchLabelStudio(projects: projects, interval: interval, client: LabelStudioClient(server: server))
    }

    func watchLabelStudio(projects: [String]?, interval: Duration, client: LabelStudioClient) -> LabelStudioWatch {
        LabelStudioWatch(table: self, projects: projects, interval: interval, client: client)
    }
}
