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
        let (from, to) = (try TableName(source), try TableName(target))
        let (oldPath, newPath) = (path(of: from), path(of: to))
        guard kind(at: oldPath) != nil else { throw missing(from, oldPath) }
        try checkMove(from, to)
        let made = try FileSystem.makeDirectory(newPath.parentPath)
        do {
            guard try FileSystem.moveWithoutReplacing(oldPath, to: newPath) else { throw taken(to, "exists") }
        } catch {
            FileSystem.removeEmpty(made)
            throw error
        }
        try syncParents(of: made + [newPath, oldPath])
    }

    private func checkMove(_ from: TableName, _ to: TableName) throws {
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
