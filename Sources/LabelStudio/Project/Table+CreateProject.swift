public import Lighttable

extension Table {
    /// Makes a Label Studio project whose tasks are the rows of this table, and links it.
    ///
    /// ```swift
    /// let config = """
    ///     <View>
    ///       <Image name="img" value="$photo"/>
    ///       <Choices name="kind" toName="img"><Choice value="cat"/><Choice value="dog"/></Choices>
    ///     </View>
    ///     """
    /// let status = try await table.createLabelStudioProject(labelConfig: config, server: server)
    /// ```
    ///
    /// Everything is checked before anything is made. Each data field of the label config is filled from the column of
    /// the same name. A nullable Json column `annotations` takes what people label; it is added when it is missing.
    ///
    /// - Parameters:
    ///   - labelConfig: The labelling interface, in Label Studio's XML.
    ///   - name: The name of the link, unique on the table; `ls_project_0`, `ls_project_1`, … when nil.
    ///   - title: What annotators see; the table's name when nil.
    ///   - mediaImportMethod: How media reach Label Studio.
    ///   - colMapping: Columns whose names differ from their fields': column to field.
    ///   - syncImmediately: Whether rows are sent at once.
    ///   - s3Configuration: The storage by which Label Studio reads `s3://` media, for the method ``MediaImportMethod/url``.
    ///   - options: More settings of the project.
    ///   - server: Where to make the project.
    ///   - progress: Called as the sync goes on.
    /// - Returns: What was done, and the table with its link.
    /// - Throws: ``LabelStudioError`` that says what to change; then neither table nor server has changed.
    public func createLabelStudioProject(
        labelConfig: String,
        name: String? = nil,
        title: String? = nil,
        mediaImportMethod: MediaImportMethod = .post,
        colMapping: [String: String]? = nil,
        syncImmediately: Bool = true,
        s3Configuration: S3Configuration? = nil,
        options: ProjectOptions = [:],
        server: LabelStudioServer,
        progress: SyncProgress? = nil
    ) async throws -> SyncStatus {
        let client = LabelStudioClient(server: server)
        try checkNotPinned()
        var created = try await LinkLock.whileHeld(privateDirectory: privateDirectory) {
            let request = try ProjectRequest(
                table: try await latest(),
                labelConfig: labelConfig,
                name: name,
                title: title,
                method: mediaImportMethod,
                colMapping: colMapping,
                s3Configuration: s3Configuration,
                options: options,
                server: server
            )
            let creation = ProjectCreation(request: request, client: client)
            let plan = try await creation.plan()
            var status = SyncStatus(table: try await creation.create(plan))
            status.warnings = plan.warnings
            return (status: status, name: plan.name, storage: request.storage)
        }
        guard syncImmediately else { return created.status }
        do {
            created.status.add(
                try await created.status.table.sync(
                    projects: [created.name],
                    client: client,
                    storage: created.storage,
                    progress: progress
                )
            )
        } catch var error as LabelStudioError {
            error.message +=
                " (the project is made and linked as `\(created.name)`, its rows are not all sent: sync it)"
            throw error
        }
        return created.status
    }

    /// What ``createLabelStudioProject(labelConfig:name:title:mediaImportMethod:colMapping:syncImmediately:s3Configuration:options:server:progress:)``
    /// would make, with everything checked; nothing is made.
    public func planLabelStudioProject(
        labelConfig: String,
        name: String? = nil,
        title: String? = nil,
        mediaImportMethod: MediaImportMethod = .post,
        colMapping: [String: String]? = nil,
        s3Configuration: S3Configuration? = nil,
        options: ProjectOptions = [:],
        server: LabelStudioServer
    ) async throws -> ProjectPlan {
        let request = try ProjectRequest(
            table: try await latest(),
            labelConfig: labelConfig,
            name: name,
            title: title,
            method: mediaImportMethod,
            colMapping: colMapping,
            s3Configuration: s3Configuration,
            options: options,
            server: server
        )
        return try await ProjectCreation(request: request, client: LabelStudioClient(server: server)).plan()
    }
}
