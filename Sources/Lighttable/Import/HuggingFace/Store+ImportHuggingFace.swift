extension Store {
    /// Makes a table from a Hugging Face dataset: one version, or nothing at all.
    ///
    /// Every feature has a type; bytes of images, sounds, videos and documents go to the store's media.
    ///
    /// ```swift
    /// let result = try await store.importHuggingFaceDataset("pets", into: "demo.pets", columnNameForSplit: "split")
    /// ```
    ///
    /// - Parameters:
    ///   - dataset: A folder from `save_to_disk`, a folder as on the Hub, or the name of a dataset there.
    ///   - name: The table, such as `demo.pets`; missing directories are made.
    ///   - columnNameForSplit: A column for the splits' names; without it they follow each other.
    ///   - options: Types, keys and settings of the table.
    ///   - progress: Is told after each block of rows.
    /// - Returns: The table and what was imported.
    /// - Throws: A ``LighttableError`` that names file, column and value; nothing exists then that did not before.
    public func importHuggingFaceDataset(
        _ dataset: String,
        into name: String,
        columnNameForSplit: String? = nil,
        options: ImportOptions = ImportOptions(),
        progress: ImportProgress? = nil
    ) async throws -> ImportResult {
        var features = HuggingFaceOptions()
        features.columnNameForSplit = columnNameForSplit
        return try await importTable(name, from: .huggingFace(dataset, features), options: options, progress: progress)
    }
}
