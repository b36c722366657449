import Columnar
import Foundation
import JSON

/// A folder with a dataset, and how it is laid out.
struct HuggingFaceFolder {
    let path: String
    private let dataset: FetchedDataset
    private let name: String
    private let options: HuggingFaceOptions

    init(_ dataset: FetchedDataset, name: String, _ options: HuggingFaceOptions) throws {
        let folder = dataset.path
        path = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        self.dataset = dataset
        self.name = name
        self.options = options
    }

    /// What reads it.
    ///
    /// - Throws: A ``LighttableError`` that says what is missing.
    func reader() throws -> any SourceReader {
        if let splits = try savedSplits() {
            return DatasetReader(name: name, splits: splits, columnNameForSplit: options.columnNameForSplit)
        }
        let layout = HubLayout(paths: dataset.files ?? Array(FolderWalk(path)), card: try card())
        if layout.hasParquet {
            let configuration = options.configuration ?? dataset.configuration
            let splits = try layout.splits(of: configuration, in: name)
                .map { split in
                    DatasetSplit(
                        name: split.name,
                        files: split.files.map { .init(path: "\(path)/\($0)", isParquet: true) }
                    )
                }
            return DatasetReader(name: name, splits: splits, columnNameForSplit: options.columnNameForSplit)
        }
        guard let medium = layout.medium else { throw unknown() }
        var folder = FolderOptions()
        folder.columnNameForSplit = options.columnNameForSplit
        return FolderReader(name: name, folder: path, medium: medium, options: folder)
    }

    /// The splits of a dataset that was saved to disk; `nil` for another folder.
    private func savedSplits() throws -> [DatasetSplit]? {
        if FileSystem.exists("\(path)/dataset_dict.json") {
            let names = try json("dataset_dict.json")["splits"]?.arrayValue?.compactMap(\.stringValue) ?? []
            return try names.map { try savedSplit($0, folder: "\($0)/") }
        }
        guard FileSystem.exists("\(path)/state.json") else { return nil }
        return [try savedSplit(nil, folder: "")]
    }

    private func savedSplit(_ split: String?, folder: String) throws -> DatasetSplit {
        let state = try json("\(folder)state.json")
        let names = state["_data_files"]?.arrayValue?.compactMap { $0["filename"]?.stringValue } ?? []
        guard !names.contains(where: { $0.hasPrefix("/") || $0.split(separator: "/").contains("..") }) else {
            throw malformed("\(folder)state.json", "it names files outside of the folder")
        }
        guard state["_indices_data_files"]?.arrayValue?.isEmpty != false else {
            throw malformed("\(folder)state.json", "it has a separate order of rows; save it again with save_to_disk")
        }
        let info =
            FileSystem.exists("\(path)/\(folder)dataset_info.json") ? try json("\(folder)dataset_info.json") : .null
        // A slice such as train[:10] is of the split that it was cut from.
        let name = split ?? state["_split"]?.stringValue.map { String($0.prefix { $0 != "[" }) }
        return DatasetSplit(
            name: name,
            files: names.map { .init(path: "\(path)/\(folder)\($0)", isParquet: false) },
            features: info["features"]
        )
    }

    private func card() throws -> JSONValue? {
        try dataset.card.map { try JSONValue(parsing: $0) }
    }

    private func json(_ file: String) throws -> JSONValue {
        let data = try FileSystem.read("\(path)/\(file)")
        do {
            return try JSONValue(parsing: String(decoding: data, as: UTF8.self))
        } catch let error as JSONError {
            throw malformed(file, "it is \(error)")
        }
    }

    private func malformed(_ file: String, _ reason: String) -> LighttableError {
        LighttableError(
            .malformedFile,
            "the dataset's description is damaged: \(reason); save the dataset again",
            at: .init(file: "\(path)/\(file)")
        )
    }

    private func unknown() -> LighttableError {
        LighttableError(
            .malformedFile,
            "this is no dataset: there is no state.json or dataset_dict.json (as save_to_disk writes them), no Parquet "
                + "file, no image, sound or video in it"
        )
    }
}
