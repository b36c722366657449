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
        try await retrying { newest in
            guard newest.comment != comment else { return WriteResult(table: newest) }
            var change = try SchemaChange(of: newest, operation: "SET COMMENT")
            change.metadata.description = comment.isEmpty ? nil : comment
            return try await change.commit(message)
        }
    }

    /// Says how many of the last versions stay readable.
    ///
    /// - Parameters:
    ///   - number: At least 1, the newest.
    ///   - message: What the history says about it.
    /// - Returns: The table with the setting.
    /// - Throws: A ``LighttableError``: `invalidOption` for a number below 1, or when the table is read-only.
    public func setNumRetainedVersions(_ number: Int, message: String? = nil) async throws -> WriteResult {
        guard number > 0 else {
            throw LighttableError(
                .invalidOption,
                "\(number) versions cannot be kept: the newest always is; give 1 or more",
                at: .init(table: name)
            )
        }
        return try await retrying { newest in
            guard newest.numRetainedVersions != number else { return WriteResult(table: newest) }
            let parameters = ["versions": String(number)]
            var change = try SchemaChange(of: newest, operation: "SET RETENTION", parameters: parameters)
            let key = TableSettings.prefix + TableSettings.numRetainedVersions
            change.metadata.configuration[key] = String(number)
            return try await change.commit(message)
        }
    }
}
