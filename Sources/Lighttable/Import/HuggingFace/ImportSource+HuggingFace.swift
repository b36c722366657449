import Foundation
import JSON

extension ImportSource {
    /// A Hugging Face dataset.
    ///
    /// It is a folder that `Dataset.save_to_disk` or `DatasetDict.save_to_disk` made, a folder of Parquet files or media
    /// as on the Hub, or, for a store with a fetcher that knows the Hub, a dataset there.
    ///
    /// ```swift
    /// try await store.importTable("pets", from: .huggingFace("pets"))
    /// try await store.importTable("digits", from: .huggingFace("ylecun/mnist"))
    /// ```
    ///
    /// - Parameters:
    ///   - source: The folder, or `org/name`, `org/name:config`, `org/name@revision`, `hf://datasets/org/name`.
    ///   - options: How it becomes rows.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func huggingFace(
        _ source: String,
        _ options: HuggingFaceOptions = HuggingFaceOptions()
    ) -> ImportSource {
        ImportSource(name: source) {
            let dataset = try await fetched(source)
            let folder = try HuggingFaceFolder(dataset, name: source, options)
            return OpenSource(
                reader: try folder.reader(),
                folder: folder.path,
                resources: dataset.lease.map { [$0] } ?? []
            )
        }
    }

    /// Whether a folder holds a dataset that was saved to disk, or media, rather than Parquet files.
    ///
    /// - Parameter folder: The folder.
    /// - Returns: Whether ``huggingFace(_:_:)`` is the source for it.
    public static func isDataset(folder: String) -> Bool {
        if ["state.json", "dataset_dict.json"].contains(where: { FileSystem.exists("\(folder)/\($0)") }) {
            return true
        }
        for file in FolderWalk(folder).prefix(1000) {
            if file.hasSuffix(".parquet"), !file.hasSuffix("metadata.parquet") { return false }
            if FolderMedium.allCases.contains(where: { $0.includes(file) }) { return true }
        }
        return false
    }

    private static func fetched(_ source: String) async throws -> FetchedDataset {
        if case .path(let path) = SourceAddress(source), FileSystem.isDirectory(path) {
            return FetchedDataset(path: URL(filePath: path).standardizedFileURL.path(percentEncoded: false))
        }
        let environment = SourceEnvironment.current
        let isPath = source.hasPrefix("/") || source.hasPrefix(".") || source.hasPrefix("~") || !source.contains("/")
        guard let fetcher = environment.fetcher, !isPath else {
            throw LighttableError(.fileNotFound, "there is no such folder; check the path", at: .init(file: source))
        }
        return try await fetcher.dataset(source, progress: environment.fetchProgress)
    }
}
