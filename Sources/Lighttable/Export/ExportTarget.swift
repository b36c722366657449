import Foundation

/// The folder of an export, which takes its place when all of it is written.
package struct ExportTarget {
    private let path: String
    private let replaces: Bool

    /// Checks that the place is free or may be taken.
    ///
    /// - Throws: A ``LighttableError`` of code `alreadyExists`.
    package init(_ text: String, ifExists: ExistingTarget) throws {
        let expanded = (text as NSString).expandingTildeInPath
        let folder = URL(filePath: expanded).standardizedFileURL.path(percentEncoded: false)
        path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        replaces = FileSystem.exists(path)
        guard !replaces || ifExists == .replace else {
            throw LighttableError(
                .alreadyExists,
                "'\(text)' exists; choose another target or replace it (--if-exists replace)",
                at: .init(file: text)
            )
        }
        guard !Store.isTable(path) else {
            throw LighttableError(
                .alreadyExists,
                "'\(text)' is a table, which an export does not replace; choose another target",
                at: .init(file: text)
            )
        }
    }

    /// Lets a body fill a hidden folder and gives it the target's place.
    func make<Outcome>(_ body: (String) async throws -> Outcome) async throws -> Outcome {
        try await StagingFolder.fill(path, replacing: replaces, taken: taken, body)
    }

    /// Lets a body fill a hidden folder, waits until all in it is on the disk, and gives it the target's place.
    ///
    /// - Parameter body: Is given the folder.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; the target does not exist then, or is as it was.
    package func makeSynced<Outcome>(_ body: (String) async throws -> Outcome) async throws -> Outcome {
        try await make { folder in
            let outcome = try await body(folder)
            try FileSystem.syncTree(folder)
            return outcome
        }
    }

    private var taken: LighttableError {
        LighttableError(
            .alreadyExists,
            "somebody else made '\(path)' just now; choose another target",
            at: .init(file: path)
        )
    }
}
