import DeltaLog

extension Table {
    /// The names given to versions; a version that has one stays readable.
    public var tags: [String: Int] { TagName.tags(in: transactions) }

    /// Names a version, which stays readable as long as it has a name.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `_`, `-` and `.`, beginning with a letter.
    ///   - version: Which version; `nil` is the one this handle shows.
    /// - Returns: The table with the tag.
    /// - Throws: A ``LighttableError``: `invalidName`, `alreadyExists` when another version has the name, `notFound`
    ///   when there is no such version.
    @discardableResult
    public func tag(_ name: String, version: Int? = nil) async throws -> Table {
        let version = version ?? self.version
        return try await unpinned()
            .retrying { newest in
                try await newest.whileKeepingVersions {
                    _ = try await newest.at(version: version)
                    guard try newest.checkTagging(name, version: version) else { return newest }
                    return try await newest.settingTag(name, to: version, operation: "TAG")
                }
            }
    }

    /// Checks that a version can be given a name, and changes nothing.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - version: Which version; `nil` is the one this handle shows.
    /// - Returns: Whether the version does not have the name yet.
    /// - Throws: The ``LighttableError`` that tagging would throw.
    @discardableResult
    public func checkTagging(_ name: String, version: Int? = nil) throws -> Bool {
        guard TagName.isValid(name) else {
            throw LighttableError(
                .invalidName,
                "'\(name)' is not a valid tag: use letters, digits, '_', '-' and '.', beginning with a letter",
                at: .init(table: self.name)
            )
        }
        guard let other = tags[name] else { return true }
        guard other != version ?? self.version else { return false }
        throw LighttableError(
            .alreadyExists,
            "the tag '\(name)' names version \(other); remove it first, or choose another name",
            at: .init(table: self.name)
        )
    }

    /// Takes a name from its version.
    ///
    /// - Parameter name: The tag.
    /// - Returns: The table without the tag.
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such tag.
    @discardableResult
    public func removeTag(_ name: String) async throws -> Table {
        try await unpinned()
            .retrying { newest in
                _ = try newest.version(ofTag: name)
                return try await newest.settingTag(name, to: TagName.removed, operation: "REMOVE TAG")
            }
    }

    /// The version that a tag names.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such tag.
    public func version(ofTag tag: String) throws -> Int {
        if let version = tags[tag] { return version }
        let names = tags.keys.sorted()
        let hint = NearestName.suggestion(for: tag, among: names).map { "; did you mean '\($0)'?" }
        let known = names.isEmpty ? "; it has no tags" : " (it has \(names.joined(separator: ", ")))"
        throw LighttableError(.notFound, "table '\(name)' has no tag '\(tag)'\(hint ?? known)", at: .init(table: name))
    }

    private func settingTag(_ name: String, to version: Int, operation: String) async throws -> Table {
        try snapshot.requireWritable()
        let info = CommitInfo(
            operation: operation,
            operationParameters: ["tag": name, "version": String(version)],
            engineInfo: TableCreation.engine,
            userMetadata: version == TagName.removed ? "\(name) removed" : "\(name) names version \(version)"
        )
        var transaction = Transaction(on: snapshot, info: info)
        transaction.add(.txn(SetTransaction(appId: TagName.application(name), version: Int64(version))))
        return try await commit(transaction)
    }

    /// The same version as a handle that may write: names are given to old versions, too.
    private func unpinned() throws -> Table { try showing(snapshot) }
}
