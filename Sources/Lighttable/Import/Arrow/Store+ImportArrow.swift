extension Store {
    /// Makes a table from an Arrow IPC file or stream, or a Feather file: one version, or nothing at all.
    ///
    /// ```swift
    /// let result = try await store.importArrow("measurements.feather", into: "demo.measurements")
    /// ```
    ///
    /// - Parameters:
    ///   - path: The file; `-` is standard input.
    ///   - name: The table, such as `demo.measurements`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, column and value; nothing exists then that did not before.
    public func importArrow(
        _ path: String,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .arrow(path), options: options, progress: progress)
    }

    /// Makes a table from an Arrow C stream: one version, or nothing at all.
    ///
    /// - Parameters:
    ///   - stream: Points to an `ArrowArrayStream`, which is consumed: its release callback is null afterwards. The memory
    ///     of the struct itself stays the caller's.
    ///   - name: The table, such as `demo.measurements`; missing directories are made.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names column and value; nothing exists then that did not before.
    public func importArrow(
        stream: UnsafeMutableRawPointer,
        into name: String,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        try await importTable(name, from: .arrow(stream: stream), options: options, progress: progress)
    }
}
