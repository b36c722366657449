import Foundation

/// A disk of a few megabytes, mounted for one test; only root can have one.
enum SmallDisk {
    /// Runs the body with the disk's directory, or returns nil where no disk can be mounted.
    static func with<T: Sendable>(
        megabytes: Int,
        _ body: (URL) async throws -> T
    ) async throws -> T? {
        guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/bin/mount") else { return nil }
        let directory = FileManager.default.temporaryDirectory.appending(path: "small-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let arguments = ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", directory.path]
        guard try await run("/bin/mount", arguments) == 0 else {
            try FileManager.default.removeItem(at: directory)
            return nil
        }
        let result: Result<T, any Error>
        do { result = .success(try await body(directory)) } catch { result = .failure(error) }
        _ = try await run("/bin/umount", [directory.path])
        try FileManager.default.removeItem(at: directory)
        return try result.get()
    }

    private static func run(_ tool: String, _ arguments: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        return try await ProcessHandle(starting: process).status()
    }
}
