import Lighttable
import Synchronization

/// Adds up what several downloads have.
final class Tally: Sendable {
    private let total: Int
    private let progress: FetchProgress?
    private let bytes = Mutex<[String: Int]>([:])

    init(total: Int, progress: FetchProgress?) {
        self.total = total
        self.progress = progress
    }

    func set(_ count: Int, of file: String) {
        let sum = bytes.withLock { bytes in
            bytes[file] = count
            return bytes.values.reduce(0, +)
        }
        progress?(sum, total)
    }
}
