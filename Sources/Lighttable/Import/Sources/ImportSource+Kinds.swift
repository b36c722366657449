extension ImportSource {
    /// What has no name that tells its format, such as standard input: its first bytes tell it once they are there.
    ///
    /// ```swift
    /// let source = ImportSource.toldByStart("-") { kind in
    ///     kind == .parquet ? .parquet("-") : .csv("-")
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - path: `-` for standard input, or the path of a pipe or file.
    ///   - choose: The source of the same path for the kind that was found; `nil` for text that is no JSON.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func toldByStart(
        _ path: String,
        _ choose: @escaping @Sendable (FileKind?) throws -> ImportSource
    ) -> ImportSource {
        ImportSource(name: path) {
            let spooled = try await SpooledSource.of(path)
            let chosen = try choose(FileKind.of(spooled.path))
            var environment = SourceEnvironment.current
            environment.spooled = spooled
            return try await SourceEnvironment.$current.withValue(environment) { try await chosen.open() }
        }
    }

    /// Whether a source can be read only once, so that its first bytes tell its format when it is read.
    ///
    /// - Parameter path: What a caller names.
    /// - Returns: `true` for `-`, which is standard input, and for the path of a pipe or device.
    public static func isStream(_ path: String) -> Bool {
        switch SourceAddress(path) {
        case .standardInput: true
        case .path(let local):
            FileSystem.exists(local) && !FileSystem.isDirectory(local) && !FileSystem.isRegularFile(local)
        case .remote: false
        }
    }

    /// The files that a pattern matches.
    ///
    /// - Parameter path: A path with `*`, `?`, `[…]` for parts of a name and `**` for any folders.
    /// - Returns: Their paths, sorted, folders among them; `nil` for what is no pattern, or the name of a file.
    public static func matches(of path: String) -> [String]? {
        guard case .path(let local) = SourceAddress(path), !FileSystem.exists(local), GlobPattern.isPattern(local)
        else { return nil }
        return GlobPattern(local).paths()
    }
}
