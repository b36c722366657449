import Columnar
import Lighttable

extension ProjectRequest {
    /// Goes over the media of all rows to see whether they can be handed over as asked.
    ///
    /// A file that cannot be read, or is of a kind the server does not take, concerns its row only and is left to the
    /// sync; a medium in a place the method cannot reach means that the method is the wrong one.
    func checkMedia() async throws -> (storages: StorageDirectories, warnings: [String], publishedFile: String?) {
        var storages = StorageDirectories()
        var (warnings, publishedFile): ([String], String?) = ([], nil)
        let entries = mapping.entries.filter { $0.column.type.isMedia }
        guard method != .post, !entries.isEmpty else { return (storages, warnings, nil) }
        let builder = TaskBuilder(
            entries: entries,
            method: method,
            documentRoot: documentRoot,
            published: published
        )
        for try await row in try table.rows(columns: entries.map(\.column.name)) {
            guard let id = row.id, case .draft(let draft) = try builder.outcome(for: row, id: id) else { continue }
            try builder.addStorage(of: draft, row: row, to: &storages)
            if publishedFile == nil { publishedFile = try? builder.publishedFiles(of: row).first }
            if warnings.isEmpty, storage == nil, Self.needsStorage(row) {
                warnings.append("s3 media only display with an S3 storage: give an S3 configuration with their bucket")
            }
        }
        return (storages, warnings, publishedFile)
    }

    /// The project's bucket as a place for the media store's media.
    var published: PublishedMedia? {
        storage.map { PublishedMedia(in: $0, table: table.identifier, link: name) }
    }

    private static func needsStorage(_ row: Row) -> Bool {
        row.values.contains { $0.stringValue?.lowercased().hasPrefix("s3:") == true }
    }
}
