extension Store {
    /// What to do when a directory that is to be made exists.
    public enum ExistingDirectory: Sendable {
        /// Fail.
        case error
        /// Let it be.
        case ignore
    }

    /// What has a name: a table, a directory, or `nil` for nothing.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidName` for a text that cannot be a name.
    public func kind(of name: String) throws -> StoreEntry.Kind? {
        kind(at: path(of: try TableName(name)))
    }

    /// Whether there is a table or directory of a name.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidName` for a text that cannot be a name.
    public func exists(_ name: String) throws -> Bool {
        try kind(of: name) != nil
    }

    /// Makes a directory, and those above it that are missing.
    ///
    /// - Parameters:
    ///   - name: The directory, such as `demo.raw`.
    ///   - ifExists: What to do when it exists.
    /// - Throws: A ``LighttableError``: `alreadyExists`, `invalidName`, or what keeps a folder from being made.
    public func createDirectory(_ name: String, ifExists: ExistingDirectory = .error) async throws {
        guard try checkCreatingDirectory(name, ifExists: ifExists) else { return }
        let made = try FileSystem.makeDirectory(path(of: try TableName(name)))
        try syncParents(of: made)
    }

    /// Checks that a directory can be made, and makes nothing.
    ///
    /// - Parameters:
    ///   - name: The directory, such as `demo.raw`.
    ///   - ifExists: What to do when it exists.
    /// - Returns: Whether there is anything to make.
    /// - Throws: The ``LighttableError`` that making it would throw.
    @discardableResult
    public func checkCreatingDirectory(_ name: String, ifExists: ExistingDirectory = .error) throws -> Bool {
        let name = try TableName(name)
        try checkParents(of: name)
        switch kind(at: path(of: name)) {
        case .table, .view: throw taken(name, "is a table")
        case .directory where ifExists == .error: throw taken(name, "exists")
        case .directory: return false
        case nil: return true
        }
    }

    /// What is at a path below the store's tables.
    func kind(at path: String) -> StoreEntry.Kind? {
        guard FileSystem.isDirectory(path) else { return nil }
        return Self.isTable(path) ? .table : .directory
    }

    /// Checks that no directory above a name is a table.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidName`.
    func checkParents(of name: TableName) throws {
        var path = tablesPath
        for component in name.components.dropLast() {
            path += "/\(component)"
            guard !Self.isTable(path) else {
                throw LighttableError(
                    .invalidName,
                    "'\(name)' cannot be inside '\(component)', which is a table; choose another name",
                    at: .init(table: name.description)
                )
            }
        }
    }

    /// Makes the names of new folders durable.
    func syncParents(of folders: [String]) throws {
        for folder in folders { try FileSystem.sync(folder.parentPath) }
    }

    func taken(_ name: TableName, _ what: String) -> LighttableError {
        LighttableError(
            .alreadyExists,
            "'\(name)' \(what); choose another name, or move or drop it first",
            at: .init(table: name.description)
        )
    }
}

extension String {
    /// The path of the folder that a path is in.
    var parentPath: String { lastIndex(of: "/").map { String(self[..<$0]) } ?? "." }
}
