#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A lock that processes share through a file; the system frees it when its holder ends, however it ends.
package final class FileLock: Sendable {
    /// Who else may hold the lock.
    package enum Mode: Sendable {
        /// Others who share it, too.
        case shared
        /// Nobody.
        case exclusive
    }

    private let descriptor: Int32

    /// Takes the lock, making its file and folder where they are missing; `nil` when somebody else is in the way.
    ///
    /// - Throws: A ``LighttableError`` when the file cannot be made or locked.
    package init?(_ path: String, _ mode: Mode) throws {
        descriptor = try Self.open(path)
        guard flock(descriptor, mode.operation | LOCK_NB) != 0 else { return }
        guard errno == EWOULDBLOCK || errno == EINTR else { throw FileSystem.failure("cannot lock", path) }
        // An initialiser that fails here still ends in deinit, which closes the file.
        return nil
    }

    /// Waits until nobody is in the way and takes the lock.
    ///
    /// - Throws: A ``LighttableError`` when the file cannot be made or locked; `CancellationError`.
    package static func whenFree(_ path: String, _ mode: Mode, pause: Duration = .milliseconds(5)) async throws
        -> FileLock
    {
        while true {
            if let lock = try FileLock(path, mode) { return lock }
            try await Task.sleep(for: pause)
        }
    }

    deinit {
        close(descriptor)
    }

    private static func open(_ path: String) throws -> Int32 {
        var descriptor = openFile(path)
        if descriptor < 0, errno == ENOENT {
            try FileSystem.makeDirectory(FileSystem.parent(of: path))
            descriptor = openFile(path)
        }
        guard descriptor >= 0 else { throw FileSystem.failure("cannot open", path) }
        return descriptor
    }
}

extension FileLock.Mode {
    fileprivate var operation: Int32 {
        switch self {
        case .shared: LOCK_SH
        case .exclusive: LOCK_EX
        }
    }
}

private func openFile(_ path: String) -> Int32 {
    open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
}
