import DeltaLog
import Foundation
import Synchronization

/// What upkeep this process remembers about each table, so that a commit finds out at once that nothing is due.
final class UpkeepAgenda: Sendable {
    /// What is known about one table.
    struct Entry: Sendable {
        /// Whether something is to be done after the next commit, whatever else.
        var isOwed = true
        /// When files may be removed next, in milliseconds since 1970.
        var wakeTime = Int64.max
        /// The last commits, without a gap.
        var records: [VersionRecord] = []
        /// The paths of files that are gone, as far as the records name them.
        var reclaimed: Set<String> = []
    }

    static let shared = UpkeepAgenda()
    /// How many versions lie between two looks for files worth merging.
    private static let mergeInterval = 16

    private let entries = Mutex<[String: Entry]>([:])

    /// Notes a commit, and what it makes due.
    func note(_ table: Table, removesFiles: Bool) {
        let interval = table.checkpointInterval
        entries.withLock { entries in
            var entry = entries[table.upkeepKey] ?? Entry()
            if table.version % Self.mergeInterval == 0 || table.version % interval == 0 { entry.isOwed = true }
            if removesFiles { entry.wakeTime = min(entry.wakeTime, .now + table.safetyMilliseconds) }
            entries[table.upkeepKey] = entry
        }
    }

    /// Whether something is due.
    func isDue(_ table: Table) -> Bool {
        entries.withLock { entries in
            entries[table.upkeepKey].map { $0.isOwed || $0.wakeTime <= .now } ?? false
        }
    }

    subscript(_ table: Table) -> Entry {
        get { entries.withLock { $0[table.upkeepKey] ?? Entry() } }
        set { entries.withLock { $0[table.upkeepKey] = newValue } }
    }
}

extension Table {
    /// Tells the table from another that takes its place in the folder.
    fileprivate var upkeepKey: String { "\(path) \(snapshot.metadata.id)" }
}

extension Int64 {
    /// The time, in milliseconds since 1970.
    static var now: Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
