import Columnar
import Foundation

/// Takes the rows of metadata files and gives them on with the paths of the media they name.
actor MetadataSink: RowSink {
    nonisolated var columns: [Column]? { nil }
    private let schema: MetadataSchema
    private let outer: [SourceColumn]
    private let medium: FolderMedium
    private let root: String
    private let splitName: String?
    private let target: ImportTarget
    private let progress: ImportProgress?
    private var split: String?
    private var folder = ""
    private var names: [String] = []
    private var rows = 0

    init(
        schema: MetadataSchema,
        columns: [SourceColumn],
        medium: FolderMedium,
        root: String,
        split: String?,
        target: ImportTarget,
        progress: ImportProgress?
    ) {
        self.schema = schema
        outer = columns
        self.medium = medium
        self.root = root
        splitName = split
        self.target = target
        self.progress = progress
    }

    /// Begins a file, which lies in a folder below the root.
    func begin(_ split: String?, folder: String) {
        self.split = split
        self.folder = folder
    }

    func begin(_ columns: [Column], primaryKey: [String]) {
        names = columns.map(\.name)
    }

    func write(_ batch: RecordBatch, _ numbers: RowNumbers) async throws {
        var failures: [RowFailure] = []
        var vectors = try zip(schema.found, outer)
            .map { found, column in
                let name = ColumnNames.normalized([found.name])[0]
                guard let index = names.firstIndex(of: name) else {
                    return try ColumnVector.nulls(Field(column.name, .string), count: batch.count)
                }
                guard found.mediaName != nil else { return batch.column(at: index) }
                return try paths(batch.column(at: index), column, &failures)
            }
        if let splitName { vectors.append(try SplitColumn.vector(splitName, split ?? "train", count: batch.count)) }
        try await target.write(try RecordBatch(vectors), outer, failures: failures)
        rows += batch.count
        progress?(.init(bytesRead: 0, totalBytes: nil, rows: rows, pass: 1))
    }

    /// The paths of media files; they must be below the folder of the metadata.
    private func paths(_ texts: ColumnVector, _ column: SourceColumn, _ failures: inout [RowFailure]) throws
        -> ColumnVector
    {
        let builder = try ColumnBuilder(Field(column.name, .string))
        for row in 0..<texts.count {
            guard let text = texts.value(at: row).stringValue else {
                try builder.append(.null)
                continue
            }
            let isInside = !text.hasPrefix("/") && !text.contains("://") && !text.split(separator: "/").contains("..")
            try builder.append(isInside ? .string(path(text, column)) : .null)
            guard !isInside else { continue }
            failures.append(
                RowFailure(
                    row: rows + row,
                    column: column.sourceName,
                    code: .invalidValue,
                    message: "'\(text.shortened)' is no path below the folder of the metadata; correct it",
                    value: text
                )
            )
        }
        return try builder.finish()
    }

    /// A medium's path is resolved, and named in errors, against the root.
    private func path(_ text: String, _ column: SourceColumn) -> String {
        let path = folder.isEmpty ? text : "\(folder)/\(text)"
        guard column.type.isMedia else { return "\(root)/\(path)" }
        // Neither a URI nor a home folder, whatever it looks like.
        return path.contains(":") || path.hasPrefix("~") ? "./\(path)" : path
    }
}
