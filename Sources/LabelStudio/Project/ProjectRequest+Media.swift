import Columnar
import Lighttable

extension ProjectRequest {
    /// Goes over the media of all rows to see whether they can be handed over as asked.
    ///
    /// A file that cannot be read, or is of a kind the server does not take, concerns its row only and is left to the
    /// sync; a medium in a place the method cannot reach means that the method is the wrong one.
    func checkMedia() async throws -> (storages: StorageDirectories, warnings: [String]) {
        var storages = StorageDirectories()
        var warnings: [String] = []
        let entries = mapping.entries.filter { $0.column.type.isMedia }
        guard method != .post, !entries.isEmpty else { return (storages, warnings) }
        let builder = TaskBuilder(entries: entries, method: method, documentRoot: documentRoot)
        for try await row in try table.rows(columns: entries.map(\.column.name)) {
            guard let id = row.id, case .draft(let draft) = try builder.outcome(for: row, id: id) else { continue }
            try builder.addStorage(of: draft, row: row, to: &storages)
            if warnings.isEmpty, storage == nil, Self.needsStorage(row) {
                warnings.append("s3 media only display with an S3 storage: give an S3 configuration with their bucket")
            }
        }
        return (storages, warnings)
    }

    private static func needsStorage(_ row: Row) -> Bool {
        row.values.contains { $0.stringValue?.lowercased().hasPrefix("s3:") == true }
    }
}
