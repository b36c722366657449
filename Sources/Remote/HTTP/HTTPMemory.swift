import Foundation
import Synchronization

/// Keeps a body, or as much of its start as is wanted, in memory.
final class HTTPMemory: HTTPBody {
    private let limit: Int
    private let contents = Mutex(Data())

    init(limit: Int) {
        self.limit = limit
    }

    /// What has come.
    var data: Data { contents.withLock { $0 } }

    var isSated: Bool { contents.withLock { $0.count >= limit } }

    func begin(_ head: HTTPHead) { contents.withLock { $0 = Data() } }

    func take(_ data: Data) {
        contents.withLock { $0.append(data.prefix(max(limit - $0.count, 0))) }
    }
}
