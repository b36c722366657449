import Foundation
import Lighttable

/// Where a download goes, and what is there already.
struct DownloadPlan: Sendable {
    /// The file; what it holds is the first part of the contents where there is a validator.
    let path: String
    /// Tells whether the contents are still those of which the file has a part.
    var validator: String?
    /// Tells of contents that need not come.
    var known: String?
    /// How many bytes may come; any number without.
    var limit: Int?
    /// Is told how many bytes have come.
    var progress: FetchProgress?

    /// Opens the file, which is made where it is missing.
    ///
    /// - Throws: A ``LighttableError`` when it cannot be made.
    func open() throws -> FileHandle {
        let isThere = FileManager.default.fileExists(atPath: path)
        guard isThere || FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forUpdatingAtPath: path)
        else {
            throw LighttableError(.inputOutput, "cannot create \(path); check the space and who may write there")
        }
        return file
    }

    /// Appends what has come.
    ///
    /// - Throws: A ``LighttableError`` when there is no space.
    func write(_ data: Data, to file: FileHandle) throws {
        do {
            try file.write(contentsOf: data)
        } catch {
            throw LighttableError(.noSpace, "cannot write \(path): \(error.localizedDescription); free some space")
        }
    }

    /// Refuses contents that are too large.
    ///
    /// - Parameters:
    ///   - bytes: How many there are, or came so far.
    ///   - name: The address without its secrets.
    /// - Throws: A ``LighttableError``.
    func check(_ bytes: Int, _ name: String) throws {
        guard let limit, bytes > limit else { return }
        throw LighttableError(
            .unsupported,
            "it is larger than the \(limit) bytes that a medium of the network may have; allow more by "
                + "`medium_limit` under [cache] or LIGHTTABLE_MEDIUM_LIMIT",
            at: .init(file: name)
        )
    }
}
