import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A hidden folder beside a target, in which something is made before it takes the target's place at once.
///
/// A lock file beside it is held while its process lives, so that the next import can tell what a killed one left
/// behind and remove it.
final class StagingFolder: Sendable {
    /// The folder.
    let path: String
    private let parent: String
    private let lockPath: String
    private let lock: Int32
    private let madeFolders: [String]

    private static let prefix = ".lighttable-staging-"

    /// Makes the folder, and the folders above the target where they are missing.
    ///
    /// - Throws: A ``LighttableError`` when something cannot be made.
    init(beside target: String) throws {
        parent = (target as NSString).deletingLastPathComponent
        madeFolders = try FileSystem.makeDirectory(parent)
        Self.removeLeftovers(in: parent)
        path = "\(parent)/\(Self.prefix)\(UUID().uuidString.lowercased())"
        lockPath = "\(path).lock"
        lock = open(lockPath, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard lock >= 0 else {
            let failure = FileSystem.failure("cannot write to", parent)
            FileSystem.removeEmpty(madeFolders)
            throw failure
        }
        flock(lock, LOCK_EX | LOCK_NB)
        do {
            try FileSystem.makeDirectory(path)
        } catch {
            discard()
            close(lock)
            throw error
        }
    }

    deinit {
        close(lock)
    }

    /// Lets a body fill a hidden folder, and gives it the target's place when all went well.
    ///
    /// - Parameters:
    ///   - target: The place.
    ///   - replacing: Whether something is there that makes way.
    ///   - taken: The error for when somebody else took the place meanwhile.
    ///   - body: Is given the hidden folder.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; nothing has changed then.
    static func fill<Outcome>(
        _ target: String,
        replacing: Bool,
        taken: @autoclosure () -> LighttableError,
        _ body: (String) async throws -> Outcome
    ) async throws -> Outcome {
        let staging = try StagingFolder(beside: target)
        do {
            let outcome = try await body(staging.path)
            try Task.checkCancellation()
            if replacing {
                try staging.replace(target)
            } else if try !staging.moveIntoPlace(target) {
                throw taken()
            }
            return outcome
        } catch {
            staging.discard()
            throw error
        }
    }

    /// Gives the folder the target's name; `false` when that is taken.
    private func moveIntoPlace(_ target: String) throws -> Bool {
        guard try FileSystem.moveWithoutReplacing(path, to: target) else { return false }
        unlink(lockPath)
        try syncParents()
        return true
    }

    /// Takes the place of a folder that exists, which is removed.
    private func replace(_ target: String) throws {
        try FileSystem.exchange(path, target)
        try FileSystem.sync(parent)
        FileSystem.remove(path)
        unlink(lockPath)
    }

    /// Makes the new name durable, and the names of the folders above it that are new too.
    private func syncParents() throws {
        try FileSystem.sync(parent)
        for folder in madeFolders { try FileSystem.sync((folder as NSString).deletingLastPathComponent) }
    }

    /// Removes the folder, what is in it, and the folders that were made for it.
    private func discard() {
        FileSystem.remove(path)
        unlink(lockPath)
        FileSystem.removeEmpty(madeFolders)
    }

    /// Removes what killed processes left: staging folders whose lock nobody holds.
    private static func removeLeftovers(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(prefix) && name.hasSuffix(".lock") {
            let lockPath = "\(folder)/\(name)"
            let descriptor = open(lockPath, O_RDWR | O_CLOEXEC)
            guard descriptor >= 0 else { continue }
            defer { close(descriptor) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { continue }
            FileSystem.remove(String(lockPath.dropLast(".lock".count)))
            unlink(lockPath)
        }
    }
}
