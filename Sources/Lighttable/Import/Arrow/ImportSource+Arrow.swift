import Columnar
import Foundation

extension ImportSource {
    /// An Arrow IPC file or stream, or a Feather file as `DataFrame.to_feather` writes it.
    ///
    /// - Parameter path: The file; `-` is standard input.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func arrow(_ path: String) -> ImportSource {
        ImportSource(name: path) {
            try await spooled(path) { file in
                try refuseOldFeather(file)
                return try await ArrowSource.ipc(file)
            }
        }
    }

    /// An Arrow C stream, as any Arrow library hands it out.
    ///
    /// - Parameter stream: Points to an `ArrowArrayStream`
    ///   (https://arrow.apache.org/docs/format/CStreamInterface.html), which is moved from there at once: its release
    ///   callback is null afterwards. The memory of the struct itself stays the caller's.
    /// - Returns: The source, which can be read only once.
    public static func arrow(stream: UnsafeMutableRawPointer) -> ImportSource {
        let stream = ArrowStream(moving: stream)
        return ImportSource(name: "Arrow stream") { try await OpenSource(stream, name: "Arrow stream") }
    }

    private static func refuseOldFeather(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else { return }
        defer { try? file.close() }
        guard try file.read(upToCount: 4) == Data("FEA1".utf8) else { return }
        throw LighttableError(
            .unsupported,
            "this is a Feather file of version 1; write it again with version 2, as DataFrame.to_feather does by default"
        )
    }
}
