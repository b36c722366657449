import Columnar
import DeltaLog
import Foundation

extension Table {
    /// Opens the table in a folder.
    static func load(name: String, path: String, version: Int?) async throws -> Table {
        guard Store.isTable(path) else {
            throw LighttableError(
                .notFound,
                "there is no Delta Lake table in \(path): it has no _delta_log folder",
                at: .init(table: name)
            )
        }
        return try await LighttableError.wrapping(table: name) {
            let log = FileLogStore(directory: "\(path)/_delta_log")
            try await RetentionMark(of: path).check(version, of: name, in: log)
            let snapshot = try await Snapshot.load(from: log, version: version.map { Int64($0) })
            return try Table(name: name, path: path, isPinned: version != nil, snapshot: snapshot)
        }
    }

    init(name: String, path: String, isPinned: Bool, snapshot: Snapshot) throws {
        try snapshot.requireReadable()
        self.init(
            name: name,
            path: path,
            isPinned: isPinned,
            columns: try snapshot.metadata.columns,
            snapshot: snapshot
        )
    }

    /// The error for when the table is no longer where it was.
    var gone: LighttableError {
        LighttableError(
            .notFound,
            "table '\(name)' is no longer in \(path): it was moved or dropped; open it by the name it has now",
            at: .init(table: name)
        )
    }

    /// The path of a data file.
    func path(of file: AddFile) -> String {
        guard file.path.hasPrefix("file:"), let url = URL(string: file.path) else { return "\(path)/\(file.path)" }
        return url.path(percentEncoded: false)
    }

    /// The rows of a data file.
    func rowCount(of file: AddFile) async throws -> Int {
        if let count = file.statistics?.numRecords { return Int(count) }
        let path = path(of: file)
        return try await LighttableError.wrapping(table: name, file: path) { try ParquetFile.summary(at: path).rows }
    }

    /// The column of a name.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound` that names the nearest column.
    func column(named column: String) throws -> Column {
        if let found = columns.first(where: { $0.name == column }) { return found }
        let names = columns.map(\.name)
        let hint = NearestName.suggestion(for: column, among: names).map { "; did you mean '\($0)'?" }
        throw LighttableError(
            .columnNotFound,
            "table '\(name)' has no column '\(column)'\(hint ?? " (it has \(names.joined(separator: ", ")))")",
            at: .init(table: name, column: column)
        )
    }
}

extension Metadata {
    /// The columns of the schema, with types as we noted them.
    var columns: [Column] {
        get throws {
            let copies = TableSettings.types(TableSettings.own(configuration)[TableSettings.columns])
            return try schema.fields.map { Column($0, noted: copies[$0.name]) }
        }
    }
}
