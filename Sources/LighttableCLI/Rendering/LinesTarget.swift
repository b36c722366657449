import Foundation
import Lighttable

/// A file of JSON lines that is there whole or not at all.
struct LinesTarget: Sendable {
    let path: String
    let isReplacing: Bool

    static func refuseExisting(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else { return }
        throw CommandError(
            .alreadyExists,
            "\(path) exists; choose another path, or --if-exists replace",
            at: ErrorReport.Location(file: path)
        )
    }

    /// Writes the rows of a query and returns what was written; `-` is standard output.
    func write(_ query: Query, standard: Output) async throws -> (rows: Int, bytes: Int) {
        if path == "-" {
            let rows = try await JSONRows.writeLines(query.rows(), to: standard)
            try standard.flush()
            return (rows, standard.bytesWritten)
        }
        if !isReplacing { try Self.refuseExisting(path) }
        let (descriptor, draft) = try openDraft()
        let output = Output(descriptor: descriptor)
        do {
            defer { close(descriptor) }
            let rows = try await JSONRows.writeLines(query.rows(), to: output)
            try output.flush()
            guard fsync(descriptor) == 0 else { throw failure("written") }
            try publish(draft)
            return (rows, output.bytesWritten)
        } catch {
            unlink(draft)
            throw error
        }
    }

    private func openDraft() throws -> (descriptor: Int32, path: String) {
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(UUID().uuidString.prefix(8)).partial"
        let draft = url.deletingLastPathComponent().appendingPathComponent(name).path
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o666)
        guard descriptor >= 0 else { throw failure("made") }
        return (descriptor, draft)
    }

    /// Gives the finished file its name; a hard link fails where a rename would silently replace.
    private func publish(_ draft: String) throws {
        if isReplacing {
            guard rename(draft, path) == 0 else { throw failure("put in place") }
            return
        }
        if link(draft, path) == 0 {
            unlink(draft)
            return
        }
        try Self.refuseExisting(path)
        guard rename(draft, path) == 0 else { throw failure("put in place") }
    }

    private func failure(_ what: String) -> CommandError {
        let reason = String(cString: strerror(errno))
        return CommandError(
            .inputOutput,
            "\(path) cannot be \(what): \(reason)",
            at: ErrorReport.Location(file: path)
        )
    }
}
