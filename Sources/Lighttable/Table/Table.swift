import DeltaLog
public import Foundation

/// A table at one version.
///
/// A handle is a value: it keeps showing its version while others change the table; ``latest()`` gives a new one.
///
/// ```swift
/// let films = try await store.table("demo.films")
/// for try await row in try films.rows(columns: ["title"]) { print(row[0]) }
/// ```
public struct Table: Sendable {
    /// The name, such as `demo.films`, or the path by which the table was opened.
    public let name: String
    /// The table's folder.
    public let path: String
    /// Whether the table was opened at a version, as `NAME@N`.
    public let isPinned: Bool
    /// The columns, in order.
    public let columns: [Column]
    /// The computed columns whose cells are not in the table's files, but computed whenever rows are read, in the order in which they
    /// were added.
    ///
    /// Other engines do not see them.
    public let unstoredColumns: [Column]
    let snapshot: Snapshot
    /// The store by which the table was opened, which has the media that are made for it.
    package internal(set) var store: Store?

    /// The log of the table.
    var log: FileLogStore { FileLogStore(directory: "\(path)/_delta_log") }

    /// The version this handle shows.
    public var version: Int { Int(snapshot.version) }

    /// When the version was made.
    public var timestamp: Date { snapshot.timestamp }

    /// What the table is about.
    public var comment: String { snapshot.metadata.description ?? "" }

    /// Our own settings, without their `lighttable.` prefix.
    public var settings: [String: String] { TableSettings.own(snapshot.metadata.configuration) }

    /// One of our own settings.
    func setting(_ name: String) -> String? { snapshot.metadata.configuration[TableSettings.prefix + name] }

    /// The columns that identify a row; none for a table without a primary key.
    public var primaryKey: [String] { TableSettings.names(setting(TableSettings.primaryKey)) }

    /// How many of the last versions stay readable.
    public var numRetainedVersions: Int { setting(TableSettings.numRetainedVersions).flatMap(Int.init) ?? 10 }

    /// The numbers that applications keep in the log, by application id (Delta's `txn` action).
    public var transactions: [String: Int] { snapshot.transactions.mapValues { Int($0) } }

    /// The folder for private files of Lighttable, which other engines leave alone; it may not exist yet.
    public var privateDirectory: String { "\(path)/_lighttable" }

    /// The bytes of the data files.
    public var sizeInBytes: Int { snapshot.files.reduce(0) { $0 + Int($1.size) } }

    /// The newest version; of a view, as its base is now.
    ///
    /// - Returns: A handle that is not pinned.
    /// - Throws: A ``LighttableError`` when the log cannot be read, or a view cannot follow its base.
    public func latest() async throws -> Table { try await reloaded().refreshed() }

    /// The newest version that was committed.
    func reloaded() async throws -> Table {
        guard Store.isTable(path) else { throw gone }
        return try await LighttableError.wrapping(table: name) {
            let newest = isPinned ? try await Snapshot.load(from: log) : try await snapshot.updated(from: log)
            return try showing(newest)
        }
    }

    /// How many rows there are.
    ///
    /// - Returns: The count, from the log; data files are opened only where another engine left it out.
    /// - Throws: A ``LighttableError`` when such a file cannot be read.
    public func count() async throws -> Int {
        var count = 0
        for file in snapshot.files { count += try await rowCount(of: file) }
        return count
    }
}
