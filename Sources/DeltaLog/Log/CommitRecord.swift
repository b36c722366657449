public import Foundation

/// One commit of a log.
public struct CommitRecord: Sendable, Equatable {
    /// The version it made.
    public let version: Int64
    /// When, in milliseconds since 1970, by the clock of the storage.
    public let modificationTime: Int64
    /// Its entries, in the order of the file.
    public let actions: [Action]

    /// Creates a record.
    public init(version: Int64, modificationTime: Int64, actions: [Action]) {
        self.version = version
        self.modificationTime = modificationTime
        self.actions = actions
    }

    /// Who did what, when the writer says so.
    public var info: CommitInfo? {
        for case .commitInfo(let info) in actions { return info }
        return nil
    }

    /// When the commit was made: as its writer says, else by the clock of the storage.
    public var timestamp: Date {
        Date(milliseconds: info?.timestamp ?? modificationTime)
    }
}
