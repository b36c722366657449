import Lighttable
import Synchronization

/// The progress that was told.
final class Seen: Sendable {
    private let state = Mutex<[ImportProgressUpdate]>([])

    var updates: [ImportProgressUpdate] { state.withLock { $0 } }

    func add(_ update: ImportProgressUpdate) { state.withLock { $0.append(update) } }
}
