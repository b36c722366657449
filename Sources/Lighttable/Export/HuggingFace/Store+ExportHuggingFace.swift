import Columnar
import Foundation

extension Store {
    /// Exports a table or the rows of a query to a folder that Hugging Face's `datasets` opens with all features.
    ///
    /// The folder has Parquet files in `data` and a `README.md` that names the split. Pictures, sound, video and documents
    /// are embedded; what lies on the network stays an address. `load_dataset("films")` in Python shows `Image()`, `Audio()`
    /// and `Video()`.
    ///
    /// ```swift
    /// let report = try await store.exportHuggingFace(table, to: "films")
    /// ```
    ///
    /// - Parameters:
    ///   - rows: The table, at the version of its handle, or a query.
    ///   - path: The folder to make.
    ///   - options: The split, sizes, and what to do when the folder exists.
    ///   - progress: Is told how far the export has come.
    /// - Returns: What was written.
    /// - Throws: A ``LighttableError``; the folder does not exist then, or is as it was.
    public func exportHuggingFace(
        _ rows: some Exportable,
        to path: String,
        options: HuggingFaceExportOptions = HuggingFaceExportOptions(),
        progress: ExportProgress? = nil
    ) async throws -> ExportReport {
        try await ExportReport.measuring(path) {
            try refuseSplit(options.split)
            let query = try await rows.query().countingClasses()
            var parquet = ParquetExportOptions()
            parquet.partitionSizeBytes = options.partitionSizeBytes
            let export = try ParquetExport(query: query, options: parquet, form: .huggingFace, fetcher: fetcher)
            let card = DatasetCard(table: query.table, split: options.split)
            return try await ExportTarget(path, ifExists: options.ifExists)
                .make { folder in
                    try FileSystem.write(Data(card.text.utf8), to: "\(folder)/README.md")
                    let data = "\(folder)/data"
                    try FileSystem.makeDirectory(data)
                    let totals = try await export.run(into: data, target: path, part: options.split, progress: progress)
                    try FileSystem.sync(folder)
                    return totals
                }
        }
    }

    /// What `datasets` takes for the name of a split (https://huggingface.co/docs/datasets/repository_structure).
    private func refuseSplit(_ name: String) throws {
        let isName = name.wholeMatch(of: /[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*/) != nil
        guard !isName else { return }
        throw LighttableError(
            .invalidOption,
            "'\(name)' cannot be a split's name; use letters, digits, underscores and single points, such as train"
        )
    }
}
