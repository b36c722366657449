import Columnar

/// Writes rows into folders by the values of some columns, which the files leave out.
///
/// Rows wait in memory until there are many of a folder, so that folders whose rows come in turn do not get a file for
/// each few of them.
actor PartitionedParts: PartSink {
    /// As many bytes of values wait before those of the fullest folders are written.
    private static let waitingBytes = 256 << 20
    /// So many files are open at once.
    private static let openFiles = 64

    /// The rows of one folder that wait, and what writes them.
    private struct Folder {
        let parts: PartWriter
        var waiting: [RecordBatch] = []
        var bytes = 0
    }

    private let root: String
    private let folders: [PartitionFolder]
    /// The positions of the columns that become folders, and of those that stay.
    private let positions: (folders: [Int], kept: [Int])
    private let makeParts: @Sendable (_ name: String, _ schema: Schema) -> PartWriter
    private let schema: Schema
    private var contents: [String: Folder] = [:]
    private var waitingBytes = 0
    /// The folders with open files, the one written to last at the end.
    private var open: [String] = []

    /// Checks that folders can be made of the columns, and that others stay.
    ///
    /// - Parameters:
    ///   - names: The columns, the outermost folder's first.
    ///   - root: The folder that gets the folders.
    ///   - rows: The columns of the export.
    ///   - makeParts: Makes what writes the files of a folder.
    /// - Throws: A ``LighttableError`` that names the column.
    init(
        by names: [String],
        in root: String,
        of rows: ExportRows,
        makeParts: @escaping @Sendable (_ name: String, _ schema: Schema) -> PartWriter
    ) throws {
        positions = try Self.positions(of: names, in: rows)
        folders = try positions.folders.map { try PartitionFolder(rows.columns[$0].column) }
        schema = rows.schema
        self.root = root
        self.makeParts = makeParts
    }

    func write(_ batch: RecordBatch) async throws {
        let keys = try RecordBatch(positions.folders.map(batch.column(at:)))
        let kept = try RecordBatch(positions.kept.map(batch.column(at:)))
        for rows in try keys.groups() {
            let path = try path(of: keys, row: rows[0])
            try await append(rows.count == kept.count ? kept : try kept.taking(rows), to: path)
        }
    }

    func copy(_ path: String) -> Int? { nil }

    /// Writes what waits; without rows there is one part, with all columns.
    func finish() async throws -> ExportTotals {
        guard !contents.isEmpty else { return try await makeParts(root, schema).finish() }
        for path in contents.keys.sorted() { try await flush(path) }
        var totals = ExportTotals()
        for path in contents.keys.sorted() {
            guard let folder = try await contents[path]?.parts.finish() else { continue }
            totals.files += folder.files
            totals.rows += folder.rows
            totals.bytes += folder.bytes
        }
        return totals
    }

    private func path(of keys: RecordBatch, row: Int) throws -> String {
        try folders.enumerated().map { try $1.name(for: keys.column(at: $0).value(at: row)) }.joined(separator: "/")
    }

    private func append(_ rows: RecordBatch, to path: String) async throws {
        if contents[path] == nil {
            let folder = "\(root)/\(path)"
            try FileSystem.makeDirectory(folder)
            contents[path] = Folder(parts: makeParts(folder, Schema(rows.schema.fields)))
        }
        let bytes = rows.byteSize
        contents[path]?.waiting.append(rows)
        contents[path]?.bytes += bytes
        waitingBytes += bytes
        if waitingBytes > Self.waitingBytes { try await writeFullest() }
    }

    /// Writes the rows of folders that have the most of them until half as many bytes wait.
    private func writeFullest() async throws {
        for (path, _) in contents.sorted(by: { $0.value.bytes > $1.value.bytes }) {
            guard waitingBytes > Self.waitingBytes / 2 else { return }
            try await flush(path)
        }
    }

    private func flush(_ path: String) async throws {
        guard let folder = contents[path], !folder.waiting.isEmpty else { return }
        contents[path]?.waiting = []
        contents[path]?.bytes = 0
        waitingBytes -= folder.bytes
        try await makeRoom(for: path)
        try await folder.parts.write(try RecordBatch.joined(folder.waiting))
        try await folder.parts.endRowGroup()
    }

    private func makeRoom(for path: String) async throws {
        open.removeAll { $0 == path }
        open.append(path)
        guard open.count > Self.openFiles else { return }
        try await contents[open.removeFirst()]?.parts.endPart()
    }

    private static func positions(of names: [String], in rows: ExportRows) throws -> (folders: [Int], kept: [Int]) {
        let present = rows.columns.map(\.column.name)
        let folders = try names.map { name in
            guard let position = present.firstIndex(of: name) else {
                throw LighttableError(
                    .columnNotFound,
                    "there is no column '\(name)' in the export to partition by; its columns are "
                        + present.joined(separator: ", "),
                    at: .init(column: name)
                )
            }
            return position
        }
        guard Set(folders).count == folders.count else {
            throw LighttableError(.invalidOption, "a column is named twice to partition by; name each once")
        }
        guard folders.count < present.count else {
            throw LighttableError(
                .invalidOption,
                "no column is left for the files when all become folders; partition by fewer"
            )
        }
        return (folders, present.indices.filter { !folders.contains($0) })
    }
}
