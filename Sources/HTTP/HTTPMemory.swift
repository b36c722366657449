public import Foundation
import Synchronization

/// Keeps a body, or as much of its start as is wanted, in memory.
public final class HTTPMemory: HTTPBody {
    private let limit: Int
    private let contents = Mutex(Data())

    /// Creates an empty memory.
    ///
    /// - Parameter limit: How many bytes are wanted at most.
    public init(limit: Int = .max) {
        self.limit = limit
    }

    /// What has come.
    public var data: Data { contents.withLock { $0 } }

    /// Whether as much came as is wanted.
    public var isSated: Bool { contents.withLock { $0.count >= limit } }

    /// Forgets what came before.
    public func begin(_ head: HTTPHead) {
        contents.withLock { kept in
            kept = Data()
            if let length = head.length, length <= min(limit, 1 << 26) { kept.reserveCapacity(length) }
        }
    }

    /// Keeps the next bytes, as far as they are wanted.
    public func take(_ data: Data) {
        contents.withLock { $0.append(data.prefix(max(limit - $0.count, 0))) }
    }
}
