public import JSON

/// A data file that is part of the table.
public struct AddFile: Sendable, Equatable, KeyedFile {
    /// The path as the log spells it.
    let logPath: LogPath
    /// The values of the partition columns, as strings.
    public var partitionValues: [String: String?]
    /// The size in bytes.
    public var size: Int64
    /// When the file was made, in milliseconds since 1970.
    public var modificationTime: Int64
    /// Whether the file brings rows that were not in the table before; false for a rearrangement.
    public var dataChange: Bool
    /// The statistics as JSON text; see ``statistics``.
    public var stats: String?
    /// Remarks of the writer about the file.
    public var tags: [String: String]?
    /// Which rows of the file do not count.
    public var deletionVector: DeletionVectorDescriptor?
    /// The first row id, when the table tracks rows.
    public var baseRowId: Int64?
    /// The version that gave the rows their ids, when the table tracks rows.
    public var defaultRowCommitVersion: Int64?
    /// What clusters the file, when something does.
    public var clusteringProvider: String?
    /// Members that are not known here, kept when the action is written again.
    public var unknownFields: JSONObject = [:]

    /// Creates the action for a new file.
    ///
    /// - Parameters:
    ///   - path: the path below the table's folder, not encoded
    ///   - partitionValues: the values of the partition columns
    ///   - size: the size in bytes
    ///   - modificationTime: when the file was made, in milliseconds since 1970
    ///   - dataChange: false when the rows were in the table before
    ///   - stats: the statistics as JSON text, as ``Statistics/json`` gives it
    ///   - tags: remarks about the file
    ///   - deletionVector: which rows do not count
    public init(
        path: String,
        partitionValues: [String: String?] = [:],
        size: Int64,
        modificationTime: Int64,
        dataChange: Bool = true,
        stats: String? = nil,
        tags: [String: String]? = nil,
        deletionVector: DeletionVectorDescriptor? = nil
    ) {
        self.logPath = LogPath(decoded: path)
        self.partitionValues = partitionValues
        self.size = size
        self.modificationTime = modificationTime
        self.dataChange = dataChange
        self.stats = stats
        self.tags = tags
        self.deletionVector = deletionVector
    }

    /// The path below the table's folder, decoded.
    public var path: String { logPath.decoded }

    /// What tells this file from the others of the table.
    public var key: FileKey {
        FileKey(path: logPath.decoded, deletionVectorID: deletionVector?.uniqueId)
    }

    /// The statistics, when there are any that can be understood.
    public var statistics: Statistics? {
        stats.flatMap { try? Statistics(json: $0) }
    }
}
