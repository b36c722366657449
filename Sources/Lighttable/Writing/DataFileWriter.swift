import Columnar
import DeltaLog
import Foundation

/// Writes rows into the data files of a table, beginning a new file when one is large enough.
///
/// A file goes to the disk while the next one is filled. Used by one task at a time.
actor DataFileWriter {
    /// A file ends when it has this many bytes, so that a later edit rewrites no more than that.
    static let fileBytes = 64 << 20
    /// A file ends when it has this many rows, for the same reason.
    static let fileRows = 65_536

    /// A dictionary that would be larger than this says that the values of a column seldom repeat.
    private static let dictionaryBytes = 128 << 10

    /// Where the row ids of the files are.
    enum RowIDs: Sendable {
        /// They are given at the commit.
        case none
        /// In the last column of the batches.
        case column
        /// Consecutive from a number.
        case from(Int)
    }

    private let folder: String
    private let columns: [Column]
    private let keys: KeyIndex.Columns
    private let schema: Schema
    private let rowIDs: RowIDs
    private let options: ParquetWriterOptions
    private let syncsLater: Bool
    private var current: OpenDataFile?
    private var closing: Task<AddFile, any Error>?
    private var closingName: String?
    private var files: [AddFile] = []
    private var rows = 0
    /// What is not on the disk yet, of a writer that syncs later.
    private(set) var pending = PendingSync()

    /// Prepares to write; the first file begins with the first rows.
    ///
    /// - Parameters:
    ///   - folder: The table's folder.
    ///   - columns: The table's columns.
    ///   - primaryKey: The columns of which an index of keys is kept.
    ///   - rowIDs: Where row ids are.
    ///   - indexesKeys: Whether to keep an index of keys after all.
    ///   - isSmall: Whether the rows are so few that dictionaries of their values do not pay.
    ///   - syncsLater: Whether the commit waits for the last file, see ``pending``.
    /// - Throws: A ``LighttableError`` for a column that cannot be stored.
    init(
        folder: String,
        columns: [Column],
        primaryKey: [String] = [],
        rowIDs: RowIDs = .none,
        indexesKeys: Bool = true,
        isSmall: Bool = false,
        syncsLater: Bool = false
    ) throws {
        self.folder = folder
        self.columns = columns
        self.rowIDs = rowIDs
        self.syncsLater = syncsLater
        options = Self.options(primaryKey: primaryKey, isSmall: isSmall)
        keys = KeyIndex.Columns(indexesKeys ? primaryKey : [])
        let fields = try columns.map { try $0.arrowField() }
        if case .column = rowIDs { schema = Schema(fields + [TableScan.rowIDField]) } else { schema = Schema(fields) }
    }

    /// How the files of a table are written.
    static func options(primaryKey: [String], isSmall: Bool = false) -> ParquetWriterOptions {
        // The values of a key of several columns may well repeat.
        let unique = (primaryKey.count == 1 ? primaryKey : []) + [RowIdentity.column]
        return ParquetWriterOptions(
            dictionaryBytes: isSmall ? 0 : dictionaryBytes,
            plainColumns: unique,
            usesThreads: !isSmall,
            sync: .later
        )
    }

    /// A name that no other file has.
    static func newName(_ number: Int) -> String {
        "part-\(String(format: "%05d", number))-\(UUID().uuidString.lowercased()).parquet"
    }

    /// Appends rows.
    func write(_ batch: RecordBatch) async throws {
        var start = 0
        while start < batch.count {
            let file = try current ?? begin()
            let end = min(batch.count, start + Self.fileRows - file.rows)
            try await file.write(try batch.sliced(start..<end))
            rows += end - start
            start = end
            if file.rows >= Self.fileRows || file.bytes >= Self.fileBytes { try await endFile() }
        }
    }

    /// Ends the last file and returns what was written; all but what is ``pending`` is on the disk then, names included.
    func finish() async throws -> [AddFile] {
        if let current, syncsLater { pending.add(current.sync, in: folder) }
        try await endFile(syncsLater: syncsLater)
        try await settle()
        if !files.isEmpty, !syncsLater { try FileSystem.sync(folder) }
        return files
    }

    /// Removes what was written; nothing is to be used.
    func discard() async {
        if let current { FileSystem.remove("\(folder)/\(current.name)") }
        current = nil
        _ = await closing?.result
        if let closingName { FileSystem.remove("\(folder)/\(closingName)") }
        for file in files { KeyIndex.removeFile(file.path, in: folder) }
        files = []
    }

    private func begin() throws -> OpenDataFile {
        let name = Self.newName(files.count)
        let file = OpenDataFile(
            name: name,
            folder: folder,
            columns: columns,
            keys: keys,
            rowIDs: rowIDs,
            firstRow: rows,
            writer: try ParquetWriter(path: "\(folder)/\(name)", schema: schema, options: options)
        )
        current = file
        return file
    }

    private func endFile(syncsLater: Bool = false) async throws {
        guard let file = current else { return }
        try await settle()
        current = nil
        closingName = file.name
        closing = Task { try await file.close(syncsLater: syncsLater) }
    }

    /// Waits for the file that goes to the disk.
    private func settle() async throws {
        guard let task = closing else { return }
        files.append(try await task.value)
        closing = nil
        closingName = nil
    }
}
