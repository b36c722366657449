import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A media file that is being written under a hidden name; it goes away unless it is moved to its own.
final class MediaDraft: Sendable {
    static let prefix = ".draft-"

    private let path: String
    private let handle: FileHandle
    private let state = Mutex(State())

    /// Lets the lock own the hash, which is only used while it is held.
    private struct State: @unchecked Sendable {
        let hash = ContentHash()
        var size = 0
    }

    /// Creates the file in a folder that is there.
    init(in folder: String) throws {
        path = "\(folder)/\(Self.prefix)\(UUID().uuidString.lowercased())"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileSystem.failure("cannot create", path) }
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    deinit { discard() }

    /// Removes the file now, which an executor that still holds it might do a moment later.
    func discard() { unlink(path) }

    /// Appends bytes.
    func write(_ data: Data) throws {
        try state.withLock { state in
            try data.withUnsafeBytes { bytes in
                state.hash.update(bytes)
                try FileSystem.write(bytes, to: handle.fileDescriptor, of: path)
            }
            state.size += data.count
        }
    }

    /// Waits until the bytes are on the disk; gives their hash and number.
    @discardableResult
    func finish() throws -> (hash: String, size: Int) {
        guard fsync(handle.fileDescriptor) == 0 else { throw FileSystem.failure("cannot sync", path) }
        return state.withLock { ($0.hash.finish(), $0.size) }
    }

    /// Gives the file its name, in place of what has it.
    func move(to target: String) throws {
        guard rename(path, target) == 0 else { throw FileSystem.failure("cannot make", target) }
    }
}
