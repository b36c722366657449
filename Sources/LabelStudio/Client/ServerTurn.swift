import Foundation
import Lighttable

/// Lets one program of a user at a time write to a server.
///
/// The server's usual database takes one writer, and lets others wait for seconds or fails them.
enum ServerTurn {
    /// Waits until nobody else writes to a server, then runs `body`.
    static func whileHeld<Result>(_ server: URL, _ body: () async throws -> Result) async throws -> Result {
        let lock = try await lock(of: server)
        defer { withExtendedLifetime(lock) {} }
        return try await body()
    }

    /// Nil where there is no place for it: taking turns makes things faster, not right.
    private static func lock(of server: URL) async throws -> FileLock? {
        guard let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first else {
            return nil
        }
        let name = "lighttable/label-studio/\(Fingerprint(server.absoluteString).hexadecimal).lock"
        do {
            return try await FileLock.whenFree(caches.appending(path: name).path, .exclusive)
        } catch is LighttableError {
            return nil
        }
    }
}
