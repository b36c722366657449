import Foundation
import Lighttable

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Lets one process at a time change a table's links; the system frees it when the process ends, however it ends.
enum LinkLock {
    private static let pause = Duration.milliseconds(100)

    /// Waits until no other process works on the table's links, then runs `body`.
    static func whileHeld<Result>(
        privateDirectory: String,
        _ body: () async throws -> Result
    ) async throws -> Result {
        let directory = privateDirectory + "/label"
        let file = directory + "/lock"
        try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(file) }
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw failure(file) }
            try await Task.sleep(for: pause)
        }
        return try await body()
    }

    private static func failure(_ file: String) -> LabelStudioError {
        LabelStudioError(
            .io,
            "the table's links cannot be locked: make room or correct the permissions",
            location: .init(file: file)
        )
    }
}
