import DeltaLog

extension Table {
    /// Says what the table is about.
    ///
    /// - Parameters:
    ///   - comment: The text; an empty one removes it.
    ///   - message: What the history says about it.
    /// - Returns: The table with the comment.
    /// - Throws: A ``LighttableError`` when the table is read-only.
    public func setComment(_ comment: String, message: String? = nil) async throws -> WriteResult {
        try await set(comment: comment, message: message)
    }

    /// Says how many of the last versions stay readable.
    ///
    /// - Parameters:
    ///   - number: At least 1, the newest.
    ///   - message: What the history says about it.
    /// - Returns: The table with the setting.
    /// - Throws: A ``LighttableError``: `invalidOption` for a number below 1, or when the table is read-only.
    public func setNumRetainedVersions(_ number: Int, message: String? = nil) async throws -> WriteResult {
        try await set(numRetainedVersions: number, message: message)
    }

    /// Changes several settings as one version, or none when they are so already.
    ///
    /// - Parameters:
    ///   - comment: What the table is about; an empty text removes it, `nil` leaves it.
    ///   - numRetainedVersions: How many of the last versions stay readable; `nil` leaves it.
    ///   - message: What the history says about it.
    /// - Returns: The table with the settings.
    /// - Throws: A ``LighttableError``: `invalidOption` for a number below 1, or when the table is read-only.
    public func set(
        comment: String? = nil,
        numRetainedVersions: Int? = nil,
        message: String? = nil
    ) async throws -> WriteResult {
        if let numRetainedVersions { try Self.checkRetaining(numRetainedVersions, of: name) }
        return try await retrying { newest in
            let setsComment = comment.map { $0 != newest.comment } ?? false
            let setsRetention = numRetainedVersions.map { $0 != newest.numRetainedVersions } ?? false
            guard setsComment || setsRetention else { return WriteResult(table: newest) }
            let operation = !setsRetention ? "SET COMMENT" : setsComment ? "SET SETTINGS" : "SET RETENTION"
            var change = try SchemaChange(of: newest, operation: operation)
            if let comment, setsComment { change.metadata.description = comment.isEmpty ? nil : comment }
            if let numRetainedVersions, setsRetention { change.retain(numRetainedVersions) }
            return try await change.commit(message)
        }
    }

    /// Checks that settings can be changed, and changes nothing.
    ///
    /// - Throws: The ``LighttableError`` that changing them would throw.
    public func checkSetting(numRetainedVersions: Int? = nil) throws {
        try snapshot.requireWritable()
        if let numRetainedVersions { try Self.checkRetaining(numRetainedVersions, of: name) }
    }

    /// Checks that so many versions can be kept.
    static func checkRetaining(_ number: Int, of table: String?) throws {
        guard number < 1 else { return }
        throw LighttableError(
            .invalidOption,
            "\(number) versions cannot be kept: the newest always is; give 1 or more",
            at: .init(table: table)
        )
    }
}

extension SchemaChange {
    fileprivate mutating func retain(_ number: Int) {
        parameters["versions"] = String(number)
        metadata.configuration[TableSettings.prefix + TableSettings.numRetainedVersions] = String(number)
    }
}
