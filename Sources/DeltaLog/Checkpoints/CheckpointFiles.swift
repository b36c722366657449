import Columnar
import JSON

/// The `add` or `remove` column of a checkpoint, whose many rows are read field by field rather than as JSON.
struct CheckpointFiles {
    private let column: ColumnVector
    private let path, size, modificationTime, deletionTimestamp, dataChange, extended: ColumnVector?
    private let stats, parsedStats, partitionValues, tags, deletionVector: ColumnVector?
    private let baseRowId, rowCommitVersion, clustering: ColumnVector?

    init(_ column: ColumnVector) {
        self.column = column
        path = column.field(named: "path")
        size = column.field(named: "size")
        modificationTime = column.field(named: "modificationTime")
        deletionTimestamp = column.field(named: "deletionTimestamp")
        dataChange = column.field(named: "dataChange")
        extended = column.field(named: "extendedFileMetadata")
        stats = column.field(named: "stats")
        parsedStats = column.field(named: "stats_parsed")
        partitionValues = column.field(named: "partitionValues")
        tags = column.field(named: "tags")
        deletionVector = column.field(named: "deletionVector")
        baseRowId = column.field(named: "baseRowId")
        rowCommitVersion = column.field(named: "defaultRowCommitVersion")
        clustering = column.field(named: "clusteringProvider")
    }

    /// The rows that are about a file.
    var rows: [Int] { (0..<column.count).filter { !column.isNull(at: $0) } }

    /// Whether every row that is about a file can be read, as one with a path and without a deletion vector can.
    var areAllSound: Bool {
        guard let path, path.field.type == .string else { return false }
        return rows.allSatisfy { !path.isNull(at: $0) && deletionVector?.isNull(at: $0) != false }
    }

    func path(_ row: Int) throws -> LogPath {
        guard let path = path?.string(at: row) else {
            throw DeltaError(.malformedLog, "'\(column.field.name)' has no 'path'")
        }
        return LogPath(encoded: path)
    }

    func size(_ row: Int) -> Int64? { integer(size, row) }
    func modificationTime(_ row: Int) -> Int64? { integer(modificationTime, row) }
    func deletionTimestamp(_ row: Int) -> Int64? { integer(deletionTimestamp, row) }
    func dataChange(_ row: Int) -> Bool { dataChange?.value(at: row).boolValue ?? true }
    func extendedFileMetadata(_ row: Int) -> Bool? { extended?.value(at: row).boolValue }
    func baseRowId(_ row: Int) -> Int64? { integer(baseRowId, row) }
    func defaultRowCommitVersion(_ row: Int) -> Int64? { integer(rowCommitVersion, row) }
    func clusteringProvider(_ row: Int) -> String? { clustering?.string(at: row) }

    func partitionValues(_ row: Int) -> [String: String?]? {
        guard let entries = entries(partitionValues, row) else { return nil }
        return Dictionary(entries) { _, last in last }
    }

    func tags(_ row: Int) -> [String: String]? {
        guard let entries = entries(tags, row) else { return nil }
        return Dictionary(entries.compactMap { key, value in value.map { (key, $0) } }) { _, last in last }
    }

    /// The statistics as text; from statistics as columns only the counts, whose form is the same in JSON.
    func stats(_ row: Int) -> String? {
        if let text = stats?.string(at: row) { return text }
        guard let parsedStats, !parsedStats.isNull(at: row) else { return nil }
        let value = parsedStats.value(at: row).json(as: parsedStats.field.type)
        return Statistics(
            numRecords: value["numRecords"]?.int64Value,
            nullCount: value["nullCount"]?.objectValue ?? [:],
            tightBounds: value["tightBounds"]?.boolValue
        )
        .json
    }

    func deletionVector(_ row: Int) throws -> DeletionVectorDescriptor? {
        guard let deletionVector, !deletionVector.isNull(at: row) else { return nil }
        return try DeletionVectorDescriptor(deletionVector.value(at: row).json(as: deletionVector.field.type))
    }

    private func integer(_ column: ColumnVector?, _ row: Int) -> Int64? {
        column?.value(at: row).intValue.map { Int64($0) }
    }

    private func entries(_ column: ColumnVector?, _ row: Int) -> [(String, String?)]? {
        guard let column, case .list(let entries) = column.value(at: row) else { return nil }
        return entries.compactMap { entry in
            guard case .structure(let pair) = entry, pair.count == 2, let key = pair[0].value.stringValue else {
                return nil
            }
            return (key, pair[1].value.stringValue)
        }
    }
}

extension AddFile {
    init(_ files: CheckpointFiles, _ row: Int) throws {
        logPath = try files.path(row)
        partitionValues = files.partitionValues(row) ?? [:]
        size = files.size(row) ?? 0
        modificationTime = files.modificationTime(row) ?? 0
        dataChange = files.dataChange(row)
        stats = files.stats(row)
        tags = files.tags(row)
        deletionVector = try files.deletionVector(row)
        baseRowId = files.baseRowId(row)
        defaultRowCommitVersion = files.defaultRowCommitVersion(row)
        clusteringProvider = files.clusteringProvider(row)
    }
}

extension RemoveFile {
    init(_ files: CheckpointFiles, _ row: Int) throws {
        logPath = try files.path(row)
        deletionTimestamp = files.deletionTimestamp(row)
        dataChange = files.dataChange(row)
        extendedFileMetadata = files.extendedFileMetadata(row)
        partitionValues = files.partitionValues(row)
        size = files.size(row)
        stats = files.stats(row)
        tags = files.tags(row)
        deletionVector = try files.deletionVector(row)
        baseRowId = files.baseRowId(row)
        defaultRowCommitVersion = files.defaultRowCommitVersion(row)
    }
}
