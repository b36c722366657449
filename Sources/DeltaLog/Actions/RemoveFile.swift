public import JSON

/// A data file that is no longer part of the table; older versions still need it.
public struct RemoveFile: Sendable, Equatable, KeyedFile {
    /// The path as the log spells it.
    let logPath: LogPath
    /// When the file was removed, in milliseconds since 1970.
    public var deletionTimestamp: Int64?
    /// Whether its rows left the table; false for a rearrangement.
    public var dataChange: Bool
    /// Whether `partitionValues`, `size` and `tags` are filled in.
    public var extendedFileMetadata: Bool?
    /// The values of the partition columns, as strings.
    public var partitionValues: [String: String?]?
    /// The size in bytes.
    public var size: Int64?
    /// The statistics as JSON text.
    public var stats: String?
    /// Remarks of the writer about the file.
    public var tags: [String: String]?
    /// The deletion vector the file had.
    public var deletionVector: DeletionVectorDescriptor?
    /// The first row id, when the table tracks rows.
    public var baseRowId: Int64?
    /// The version that gave the rows their ids, when the table tracks rows.
    public var defaultRowCommitVersion: Int64?
    /// Members that are not known here, kept when the action is written again.
    public var unknownFields: JSONObject = [:]

    /// Creates the action that takes a file out of the table.
    ///
    /// - Parameters:
    ///   - file: the file, as the snapshot has it
    ///   - deletionTimestamp: now, in milliseconds since 1970
    ///   - dataChange: false when the same commit adds the same rows in other files
    public init(removing file: AddFile, deletionTimestamp: Int64, dataChange: Bool = true) {
        self.logPath = file.logPath
        self.deletionTimestamp = deletionTimestamp
        self.dataChange = dataChange
        self.extendedFileMetadata = true
        self.partitionValues = file.partitionValues
        self.size = file.size
        self.tags = file.tags
        self.deletionVector = file.deletionVector
        self.baseRowId = file.baseRowId
        self.defaultRowCommitVersion = file.defaultRowCommitVersion
    }

    /// The path below the table's folder, decoded.
    public var path: String { logPath.decoded }

    /// What tells this file from the others of the table.
    public var key: FileKey {
        FileKey(path: logPath.decoded, deletionVectorID: deletionVector?.uniqueId)
    }
}
