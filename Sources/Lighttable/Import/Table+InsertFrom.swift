extension Table {
    /// Inserts the rows of a source as one version.
    ///
    /// The source's columns are matched by name and take the types that the table has; those that it lacks are null.
    ///
    /// ```swift
    /// let report = try await films.insert(from: .csv("more-films.csv")).report
    /// ```
    ///
    /// - Parameters:
    ///   - source: Where the rows are.
    ///   - onError: What to do with a row that does not fit, or whose key the table has.
    ///   - mediaValidation: When local files in media columns are looked at.
    ///   - message: What the history says about it.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table after it and what was inserted.
    /// - Throws: A ``LighttableError`` that names file, line, column and value; nothing is inserted then.
    @discardableResult
    public func insert(
        from source: ImportSource,
        onError: ImportOptions.BadRows = .abort,
        mediaValidation: MediaValidation = .onWrite,
        message: String? = nil,
        progress: ImportProgress? = nil
    ) async throws -> InsertResult {
        let table = try await writable()
        let options = ImportOptions(onError: onError, mediaValidation: mediaValidation)
        let sink = InsertSink(table: table, note: ChangeNote(operation: "INSERT", message: message))
        return try await table.whileWriting {
            try await table.reading(source, options, progress, into: sink) { try await sink.finish() }
        }
    }

    /// Inserts the rows of a source, or where the table has their primary key gives those rows new cells, as one
    /// version.
    ///
    /// Columns that the source lacks keep their values in rows that exist. The source's rows are held in memory.
    ///
    /// - Parameters:
    ///   - source: Where the rows are.
    ///   - onError: What to do with a row that does not fit.
    ///   - mediaValidation: When local files in media columns are looked at.
    ///   - message: What the history says about it.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table after it and what was inserted and updated.
    /// - Throws: A ``LighttableError`` that names file, line, column and value, also for two rows of the source with one
    ///   key; nothing is changed then.
    @discardableResult
    public func upsert(
        from source: ImportSource,
        onError: ImportOptions.BadRows = .abort,
        mediaValidation: MediaValidation = .onWrite,
        message: String? = nil,
        progress: ImportProgress? = nil
    ) async throws -> InsertResult {
        let table = try await writable()
        let options = ImportOptions(onError: onError, mediaValidation: mediaValidation)
        let sink = UpsertSink(table: table, note: ChangeNote(operation: "UPSERT", message: message))
        return try await table.reading(source, options, progress, into: sink) { try await sink.finish() }
    }

    /// Finds out what inserting a source's rows would do, and writes nothing.
    ///
    /// - Parameters:
    ///   - source: Where the rows are.
    ///   - onError: What to do with a row that does not fit.
    ///   - mediaValidation: When local files in media columns are looked at.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The source's columns and rows.
    /// - Throws: The ``LighttableError`` that an insertion would throw, but for keys that the table has.
    public func inspect(
        _ source: ImportSource,
        onError: ImportOptions.BadRows = .abort,
        mediaValidation: MediaValidation = .onWrite,
        progress: ImportProgress? = nil
    ) async throws -> ImportReport {
        let table = try await writable()
        let options = ImportOptions(onError: onError, mediaValidation: mediaValidation)
        return try await table.reading(source, options, progress, into: DrySink()) { WriteResult(table: table) }.report
    }

    private func writable() async throws -> Table {
        try refusePinned()
        let table = try await latest()
        try table.requireInsertable()
        return table
    }

    private func reading(
        _ source: ImportSource,
        _ options: ImportOptions,
        _ progress: ImportProgress?,
        into sink: any RowSink,
        finish: () async throws -> WriteResult
    ) async throws -> InsertResult {
        let start = ContinuousClock.now
        let request = ImportRequest(options: options, table: self)
        let run = ImportRun(source: source, request: request, store: store, progress: progress)
        defer { withExtendedLifetime(run) {} }
        let (outcome, result) = try await run.run(into: sink, finish: finish)
        let report = outcome.report(seconds: start.duration(to: .now).seconds)
        try Rejects.write(outcome.rejected, of: source, to: options.onError.rejects)
        return InsertResult(write: result, report: report)
    }
}

extension ImportOptions {
    fileprivate init(onError: BadRows, mediaValidation: MediaValidation) {
        self.init()
        self.onError = onError
        self.mediaValidation = mediaValidation
    }
}
