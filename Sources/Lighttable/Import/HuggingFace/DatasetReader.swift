import Columnar
import JSON

/// Reads the files of a dataset, one split after the other.
struct DatasetReader: SourceReader {
    let name: String
    let splits: [DatasetSplit]
    let columnNameForSplit: String?

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        guard let first = splits.first(where: { !$0.files.isEmpty }) else {
            throw LighttableError(.malformedFile, "the dataset has no files with rows; there is nothing to import")
        }
        let found = try Self.columns(try await first.files[0].open(), first)
        let columns = try columns(found, request)
        await target.begin()
        var pass = DatasetPass(
            found: found,
            columns: columns,
            splitName: columnNameForSplit,
            target: target,
            progress: progress
        )
        for split in splits {
            for file in split.files { try await pass.read(file, of: split) }
        }
        return ReadOutcome(columns: columns, warnings: pass.warnings)
    }

    private static func columns(_ source: ArrowSource, _ split: DatasetSplit) throws -> [DatasetColumn] {
        let told = Feature.all(split.features)
        let features = told.isEmpty ? Feature.all(inMetadata: source.metadata("huggingface")) : told
        return source.columns.map { DatasetColumn($0, features[$0.field.name] ?? .value) }
    }

    private func columns(_ found: [DatasetColumn], _ request: ImportRequest) throws -> [SourceColumn] {
        var names = found.map(\.name)
        try SplitColumn.add(columnNameForSplit, to: &names)
        var columns = try request.columns(named: names)
        for (index, column) in found.enumerated() where columns[index].override == nil {
            guard let type = column.type else {
                throw LighttableError(
                    .invalidType,
                    "column '\(column.name)' has no type and only nulls; give it one (schemaOverrides, "
                        + "--type \(column.name)=String)",
                    at: .init(column: column.name)
                )
            }
            columns[index].type = type.type
            columns[index].isLocalTime = type.isLocalTime
            columns[index].evidence = column.feature.evidence
        }
        for (index, column) in found.enumerated() {
            if case .classLabel(let names) = column.feature { columns[index].classNames = names }
        }
        return columns
    }
}
