public import Foundation

/// The folder that holds the log of one table (`_delta_log`), wherever it is.
///
/// Nothing else in this library touches a file system or a network.
public protocol LogStore: Sendable {
    /// What reads the checkpoints in the folder; without it a log must be complete from version 0.
    var checkpointReader: (any CheckpointReader)? { get }

    /// Who commits by it, as the history is to say; `nil` when nobody is to be named.
    var userName: String? { get }

    /// The files directly in the folder, by name; none when there is no folder.
    func list() async throws -> [LogFile]

    /// The files whose names come after `name`, by name.
    ///
    /// Storage that can skip the others cheaply should; by default everything is listed.
    func list(after name: String) async throws -> [LogFile]

    /// The file of that name, `nil` when there is none.
    ///
    /// Storage that can ask for one file should; by default everything is listed.
    func find(_ name: String) async throws -> LogFile?

    /// The whole contents of a file.
    func read(_ name: String) async throws -> Data

    /// Makes a file, unless there is one of that name.
    ///
    /// Others see the whole file or none. When it throws, the file may or may not be there.
    ///
    /// - Parameters:
    ///   - name: the name of the file
    ///   - contents: all of the file
    ///   - modificationTime: the time the file is to carry, where the storage can do that
    /// - Returns: true when the file was made and will survive a crash; false when there is one already
    /// - Throws: whatever the storage reports
    func putIfAbsent(_ name: String, _ contents: Data, modificationTime: Date?) async throws -> Bool
}

extension LogStore {
    /// None.
    public var checkpointReader: (any CheckpointReader)? { nil }

    /// Nobody.
    public var userName: String? { nil }

    /// The files whose names come after `name`, picked from all.
    public func list(after name: String) async throws -> [LogFile] {
        try await list().filter { $0.name > name }
    }

    /// The file of that name, picked from all.
    public func find(_ name: String) async throws -> LogFile? {
        try await list().first { $0.name == name }
    }
}
