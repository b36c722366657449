extension Store {
    /// Gives a table or directory another name, perhaps in another directory.
    ///
    /// Handles that are open keep the old path and fail from then on; open the table again by its new name.
    ///
    /// - Parameters:
    ///   - source: What to move.
    ///   - target: The new name; directories above it that are missing are made.
    /// - Throws: A ``LighttableError``: `notFound`, `alreadyExists`, or `invalidName` for a directory that would go into
    ///   itself or for a name inside a table.
    public func move(_ source: String, to target: String) async throws {
        try checkMoving(source, to: target)
        let to = try TableName(target)
        let (oldPath, newPath) = (path(of: try TableName(source)), path(of: to))
        let made = try FileSystem.makeDirectory(newPath.parentPath)
        do {
            guard try FileSystem.moveWithoutReplacing(oldPath, to: newPath) else { throw taken(to, "exists") }
        } catch {
            FileSystem.removeEmpty(made)
            throw error
        }
        try syncParents(of: made + [newPath, oldPath])
    }

    /// Checks that a table or directory can be given another name, and changes nothing.
    ///
    /// - Parameters:
    ///   - source: What to move.
    ///   - target: The new name.
    /// - Throws: The ``LighttableError`` that moving would throw.
    public func checkMoving(_ source: String, to target: String) throws {
        let (from, to) = (try TableName(source), try TableName(target))
        guard kind(at: path(of: from)) != nil else { throw missing(from, path(of: from)) }
        guard from != to else { throw taken(to, "has that name already") }
        guard !to.components.starts(with: from.components) else {
            throw LighttableError(
                .invalidName,
                "'\(from)' cannot be moved into itself, to '\(to)'; choose a name outside of it",
                at: .init(table: from.description)
            )
        }
        try checkParents(of: to)
        if FileSystem.exists(path(of: to)) { throw taken(to, "exists") }
    }
}
