import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The file of an export, which takes its place when all of it is written.
struct ExportFile {
    private let text: String
    private let path: String
    private let isPipe: Bool
    private let replaces: Bool

    /// Checks that the place is free or may be taken.
    ///
    /// - Throws: A ``LighttableError`` of code `alreadyExists`.
    init(_ text: String, ifExists: ExistingTarget) throws {
        self.text = text
        path = URL(filePath: (text as NSString).expandingTildeInPath).standardizedFileURL.path(percentEncoded: false)
        let exists = FileSystem.exists(path)
        isPipe = exists && !FileSystem.isRegularFile(path) && !FileSystem.isDirectory(path)
        replaces = exists && !isPipe
        guard !replaces || (ifExists == .replace && !FileSystem.isDirectory(path)) else {
            let remedy = FileSystem.isDirectory(path) ? "" : " or replace it (--if-exists replace)"
            throw LighttableError(
                .alreadyExists,
                "'\(text)' exists; choose another target\(remedy)",
                at: .init(file: text)
            )
        }
    }

    /// Lets a body write to a descriptor and gives what it wrote the target's place.
    func make<Outcome>(_ body: (Int32) async throws -> Outcome) async throws -> Outcome {
        if isPipe { return try await write(to: path, O_WRONLY, body) }
        return try await StagingFolder.fillFile(path, replacing: replaces, taken: taken) { draft in
            try await write(to: draft, O_WRONLY | O_CREAT | O_EXCL) { descriptor in
                let outcome = try await body(descriptor)
                guard fsync(descriptor) == 0 else { throw FileSystem.failure("cannot sync", text) }
                return outcome
            }
        }
    }

    private func write<Outcome>(
        to path: String,
        _ mode: Int32,
        _ body: (Int32) async throws -> Outcome
    ) async throws -> Outcome {
        let descriptor = open(path, mode | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileSystem.failure("cannot write", text) }
        defer { close(descriptor) }
        return try await body(descriptor)
    }

    private var taken: LighttableError {
        LighttableError(
            .alreadyExists,
            "somebody else made '\(text)' just now; choose another target",
            at: .init(file: text)
        )
    }
}
