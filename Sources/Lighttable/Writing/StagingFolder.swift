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
    private let lock: FileLock
    private let madeFolders: [String]

    private static let prefix = ".lighttable-staging-"
    private static let lockEnding = ".lock"

    /// Makes the folder, and the folders above the target where they are missing.
    ///
    /// - Throws: A ``LighttableError`` when something cannot be made.
    init(beside target: String) throws {
        parent = FileSystem.parent(of: target)
        madeFolders = try FileSystem.makeDirectory(parent)
        Self.removeLeftovers(in: parent)
        Store.emptyTrash(in: parent)
        path = "\(parent)/\(Self.prefix)\(UUID().uuidString.lowercased())"
        lockPath = path + Self.lockEnding
        do {
            lock = try Self.newLock(lockPath)
            try FileSystem.makeDirectory(path)
        } catch {
            unlink(lockPath)
            FileSystem.removeEmpty(madeFolders)
            throw error
        }
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
        return try await staging.complete(taken: taken()) {
            let outcome = try await body(staging.path)
            try Task.checkCancellation()
            guard replacing else { return try staging.moveIntoPlace(target) ? outcome : nil }
            try staging.replace(target)
            return outcome
        }
    }

    /// Lets a body make a file in a hidden folder, and gives it the target's place when all went well.
    ///
    /// - Parameters:
    ///   - target: The place.
    ///   - replacing: Whether a file is there that makes way.
    ///   - taken: The error for when somebody else took the place meanwhile.
    ///   - body: Is given the path of the file to make, which must be on the disk when it returns.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws; nothing has changed then.
    static func fillFile<Outcome>(
        _ target: String,
        replacing: Bool,
        taken: @autoclosure () -> LighttableError,
        _ body: (String) async throws -> Outcome
    ) async throws -> Outcome {
        let staging = try StagingFolder(beside: target)
        return try await staging.complete(taken: taken()) {
            let outcome = try await body(staging.filePath)
            try Task.checkCancellation()
            if replacing {
                try FileSystem.replace(target, with: staging.filePath)
            } else if try !FileSystem.moveWithoutReplacing(staging.filePath, to: target) {
                return nil
            }
            FileSystem.remove(staging.path)
            unlink(staging.lockPath)
            try staging.syncParents()
            return outcome
        }
    }

    /// Runs a body that makes something and puts it in its place, `nil` when that is taken; removes everything when it
    /// fails.
    private func complete<Outcome>(
        taken: @autoclosure () -> LighttableError,
        _ body: () async throws -> Outcome?
    ) async throws -> Outcome {
        do {
            guard let outcome = try await body() else { throw taken() }
            return outcome
        } catch {
            discard()
            throw error
        }
    }

    /// Where a single file is made.
    private var filePath: String { "\(path)/file" }

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
        for folder in madeFolders { try FileSystem.sync(FileSystem.parent(of: folder)) }
    }

    /// Removes the folder, what is in it, and the folders that were made for it.
    private func discard() {
        FileSystem.remove(path)
        unlink(lockPath)
        FileSystem.removeEmpty(madeFolders)
    }

    /// Takes the lock of a new name, which is free until somebody takes it for a leftover.
    private static func newLock(_ path: String) throws -> FileLock {
        while true {
            if let lock = try FileLock(path, .exclusive), FileSystem.exists(path) { return lock }
        }
    }

    /// Removes what killed processes left: staging folders whose lock nobody holds, or is gone.
    ///
    /// A lock is made before its folder and removed after it, so that a folder without one is nobody's; such is left
    /// when the power goes or a disk fails while a folder is being removed.
    private static func removeLeftovers(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(prefix) {
            let path = "\(folder)/\(name.hasSuffix(lockEnding) ? String(name.dropLast(lockEnding.count)) : name)"
            let lockPath = path + lockEnding
            guard FileSystem.exists(lockPath) else {
                FileSystem.remove(path)
                continue
            }
            guard let lock = try? FileLock(lockPath, .exclusive) else { continue }
            FileSystem.remove(path)
            unlink(lockPath)
            withExtendedLifetime(lock) {}
        }
    }
}
