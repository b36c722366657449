import Columnar
import DeltaLog
import Foundation

/// What a new table is to be.
struct TableCreation: Sendable {
    let name: TableName
    let columns: [Column]
    let primaryKey: [String]
    let numRetainedVersions: Int
    let comment: String
    let operation: String

    /// The name under which our commits appear in the history.
    static let engine = "lighttable/0.1.0"

    /// The metadata of the table's first version.
    var metadata: Metadata {
        let own = [
            TableSettings.tableID: UUID().uuidString.lowercased(),
            TableSettings.primaryKey: TableSettings.text(primaryKey),
            TableSettings.numRetainedVersions: String(numRetainedVersions),
            TableSettings.columns: TableSettings.text(columns),
        ]
        let prefixed = own.map { (TableSettings.prefix + $0.key, $0.value) }
        return Metadata(
            id: UUID().uuidString.lowercased(),
            name: name.components.last,
            description: comment.isEmpty ? nil : comment,
            schema: DeltaSchema(fields: columns.map(\.deltaField)),
            configuration: TableSettings.delta.merging(prefixed) { $1 },
            createdTime: Int64(Date().timeIntervalSince1970 * 1000)
        )
    }

    /// Writes version 0 with the files into a folder.
    func commit(_ files: [AddFile], in folder: String) async throws {
        let log = "\(folder)/_delta_log"
        try FileSystem.makeDirectory(log)
        let rows = files.reduce(0) { $0 + ($1.statistics?.numRecords ?? 0) }
        let info = CommitInfo(
            operation: operation,
            engineInfo: Self.engine,
            operationMetrics: CommitMetrics(inserted: Int(rows)).values
        )
        var transaction = try Transaction(creating: metadata, info: info)
        transaction.add(contentsOf: files.map(Action.add))
        _ = try await transaction.commit(to: FileLogStore(directory: log), prepare: RowIdentity.assign)
        try FileSystem.sync(folder)
    }
}
