import Lighttable

extension LabelStudioWatch {
    /// Goes from one event to the next.
    public struct Iterator: AsyncIteratorProtocol {
        private let watch: LabelStudioWatch
        private let hints = WatchHints()
        private var hasAskedForHints = false
        private var pause: Duration = .zero
        private var isLost = false
        /// Rows that cannot be sent are told once.
        private var exceptions: [String] = []
        /// What happened at once with what was told last.
        private var more: [Event] = []

        private static let longestPause = Duration.seconds(60)

        init(watch: LabelStudioWatch) {
            self.watch = watch
        }

        /// Waits for the next event; there is always another one.
        ///
        /// - Throws: ``LabelStudioError`` or `LighttableError` for what does not mend itself, `CancellationError`.
        public mutating func next() async throws -> Event? {
            do {
                while more.isEmpty { try await step() }
                return more.removeFirst()
            } catch {
                await hints.close()
                throw error
            }
        }

        /// Takes away the webhooks of this watch; an error, cancellation and the end of the iterator do so, too.
        public func close() async {
            await hints.close()
        }

        private mutating func step() async throws {
            try await hints.doorbell.wait(atMost: pause)
            do {
                let status = try await watch.table.sync(
                    projects: watch.projects,
                    conflicts: watch.conflicts,
                    client: watch.client
                )
                pause = watch.interval
                if let event = event(status) { more.append(event) }
                if !hasAskedForHints { try await askForHints(status.table) }
            } catch let error as LabelStudioError where Self.mendsItself(error) {
                try Task.checkCancellation()
                pause = Swift.min(Swift.max(pause * 2, watch.interval), Self.longestPause)
                if !isLost { more.append(.lost(error, pause: pause)) }
                isLost = true
            } catch let error as LighttableError where error.code == .conflict {
                pause = watch.interval
            }
        }

        /// Asks once; a server that cannot be reached is asked again later.
        private mutating func askForHints(_ table: Table) async throws {
            do {
                if let address = try watch.webhooks.address(for: watch.client.server) {
                    let client = watch.client
                    let url = try await hints.open(at: address, table: table, projects: watch.projects, client: client)
                    more.append(.listening(url: url))
                    // What changed meanwhile was not told.
                    hints.doorbell.ring()
                }
            } catch let error as LabelStudioError where ![.unreachable, .timedOut].contains(error.code) {
                more.append(.polling(error))
            }
            hasAskedForHints = true
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
