import Columnar
import Foundation

/// Reads a folder of media.
struct FolderReader: SourceReader {
    static let batchRows = 8192

    let name: String
    let folder: String
    let medium: FolderMedium
    let options: FolderOptions

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        let executor = BlockingExecutor(label: "lighttable.folder")
        let plan = try await executor.run { FolderPlan(folder, medium, options) }
        guard plan.fileCount > 0 || !plan.metadata.isEmpty else {
            throw LighttableError(
                .malformedFile,
                "there is no \(medium) in this folder; names that begin with . or _ do not count"
            )
        }
        await target.begin()
        guard plan.metadata.isEmpty else {
            let reader = MetadataReader(folder: folder, medium: medium, plan: plan, split: options.columnNameForSplit)
            return try await reader.read(request, into: target, progress: progress)
        }
        return try await readFiles(plan, request, target, progress, executor)
    }

    private func readFiles(
        _ plan: FolderPlan,
        _ request: ImportRequest,
        _ target: ImportTarget,
        _ progress: ImportProgress?,
        _ executor: BlockingExecutor
    ) async throws -> ReadOutcome {
        let columns = try columns(plan, request)
        var rows = 0
        for split in plan.splits {
            let walk = FolderFiles(folder: folder, medium: medium, split: split)
            while let files = try await executor.run({ walk.next(Self.batchRows) }) {
                try await target.write(try batch(files, split, plan), columns)
                rows += files.count
                progress?(.init(bytesRead: 0, totalBytes: nil, rows: rows, pass: 1))
            }
        }
        let strays = plan.strayCount
        let warning =
            "\(strays) files are in none of the folders of a split (train, validation, test) and were left out"
        return ReadOutcome(columns: columns, warnings: strays == 0 ? [] : [warning])
    }

    private func columns(_ plan: FolderPlan, _ request: ImportRequest) throws -> [SourceColumn] {
        var names = [medium.rawValue]
        if plan.hasLabels { names.append("label") }
        try SplitColumn.add(options.columnNameForSplit, to: &names)
        var columns = try request.columns(named: names)
        if columns[0].override == nil { columns[0].type = medium.type }
        return columns
    }

    private func batch(_ files: [String], _ split: String?, _ plan: FolderPlan) throws -> RecordBatch {
        var columns = [try Self.strings(medium.rawValue, files.map { "\(folder)/\($0)" })]
        if plan.hasLabels {
            columns.append(
                try Self.strings(
                    "label",
                    files.map { FileSystem.parent(of: $0).split(separator: "/").last.map(String.init) }
                )
            )
        }
        if let name = options.columnNameForSplit {
            columns.append(try SplitColumn.vector(name, split ?? "train", count: files.count))
        }
        return try RecordBatch(columns)
    }

    private static func strings(_ name: String, _ texts: [String?]) throws -> ColumnVector {
        let builder = try ColumnBuilder(Field(name, .string))
        for text in texts { try builder.append(text.map(Value.string) ?? .null) }
        return try builder.finish()
    }
}
