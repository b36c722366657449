import Foundation

/// A folder of tables.
///
/// ```swift
/// let store = try Store.open()
/// let films = try await store.table("demo.films")
/// print(try await films.count())
/// ```
public struct Store: Sendable {
    /// The store's folder.
    public let path: String
    /// Gets sources from the network; `nil` when only local ones can be read.
    package let fetcher: (any SourceFetcher)?
    /// The program's own functions, which expressions over its tables may call.
    public let functions = FunctionRegistry()
    /// What its configuration file says.
    let settings: StoreSettings
    /// The folder of the table that it was opened for, when that is elsewhere.
    var outsideTable: String?

    /// Opens a store, which is made when it is first written to.
    ///
    /// - Parameters:
    ///   - path: The folder; `nil` takes `LIGHTTABLE_HOME` and else `~/.lighttable`.
    ///   - fetcher: Gets sources from the network; without one only local sources can be read.
    /// - Returns: The store.
    /// - Throws: A ``LighttableError`` when something other than a folder is there, or a setting makes no sense.
    public static func open(at path: String? = nil, fetcher: (any SourceFetcher)? = nil) throws -> Store {
        let folder = try Self.folder(at: path)
        try Retention.check(ProcessInfo.processInfo.environment)
        let store = Store(path: folder, fetcher: fetcher, settings: try StoreSettings(of: folder))
        for function in store.settings.functions {
            try store.functions.register(try function.function(fetcher: fetcher))
        }
        return store
    }

    /// The folder of the store that is opened when a path, or none, is named.
    ///
    /// - Throws: A ``LighttableError`` when something other than a folder is there.
    package static func folder(at path: String?) throws -> String {
        let chosen = path ?? ProcessInfo.processInfo.environment["LIGHTTABLE_HOME"] ?? "~/.lighttable"
        guard !chosen.hasPrefix("s3:") else {
            throw LighttableError(.unsupported, "stores on S3 cannot be opened yet; use a local folder")
        }
        let expanded = (chosen as NSString).expandingTildeInPath
        let folder = URL(filePath: expanded).standardizedFileURL.path(percentEncoded: false)
        let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard !FileSystem.exists(trimmed) || FileSystem.isDirectory(trimmed) else {
            throw LighttableError(
                .inputOutput,
                "the store '\(chosen)' is not a folder; choose another with --store or LIGHTTABLE_HOME",
                at: .init(file: chosen)
            )
        }
        return trimmed
    }

    /// The folder of the tables.
    var tablesPath: String { "\(path)/tables" }

    /// The folder of a table or directory.
    func path(of name: TableName) -> String {
        "\(tablesPath)/\(name.relativePath)"
    }

    /// Opens a table at its newest version, or at the version named.
    ///
    /// - Parameter name: `films`, `demo.films`, `demo/films`, with `@3`, `@2026-01-31T12:00:00Z` or `@labelled` (a
    ///   tag) for an older version, or the path of any
    ///   Delta Lake table, whoever wrote it: `./films`, `/data/films`, `file:///data/films`.
    /// - Returns: A handle on that version.
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such table or version.
    public func table(_ name: String) async throws -> Table {
        let reference = try TableReference(name)
        switch reference.place {
        case .path(let path):
            return try await Table.load(name: path, path: path, at: reference.point).within(serving(path))
        case .name(let tableName):
            let path = path(of: tableName)
            guard FileSystem.isDirectory("\(path)/_delta_log") else { throw missing(tableName, path) }
            return try await Table.load(name: tableName.description, path: path, at: reference.point).within(self)
                .refreshed()
        }
    }

    /// The store as it serves the table in a folder, which may be none of its own.
    private func serving(_ folder: String) -> Store {
        var store = self
        let path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        store.outsideTable = path.hasPrefix("\(tablesPath)/") ? nil : path
        return store
    }

    /// The error for a name that nothing has.
    func missing(_ name: TableName, _ path: String) -> LighttableError {
        if FileSystem.isDirectory(path) {
            return LighttableError(
                .notFound,
                "'\(name)' is a directory, not a table; `ls \(name)` lists its tables",
                at: .init(table: name.description)
            )
        }
        let hint = NearestName.suggestion(for: name.description, among: tableNames()).map { "; did you mean \($0)?" }
        return LighttableError(
            .notFound,
            "there is no table '\(name)' in \(self.path)\(hint ?? "; `ls` lists what there is")",
            at: .init(table: name.description)
        )
    }
}
