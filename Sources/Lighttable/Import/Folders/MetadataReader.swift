import Columnar
import Foundation

/// Reads the metadata files of a folder of media: their rows are the folder's, and the files they name its media.
struct MetadataReader {
    let folder: String
    let medium: FolderMedium
    let plan: FolderPlan
    /// The column for the split.
    let split: String?

    /// One metadata file.
    private struct File {
        let path: String
        /// The folder in which it lies, below the folder of all.
        let parent: String
        let split: String?
        let source: OpenSource
    }

    func read(
        _ request: ImportRequest,
        into target: ImportTarget,
        progress: ImportProgress?
    ) async throws -> ReadOutcome {
        let files = try await open()
        let schema = try await schema(files, request)
        let columns = try schema.columns(request, split)
        var rejected: [RowFailure] = []
        let sink = MetadataSink(
            schema: schema,
            columns: columns,
            medium: medium,
            root: folder,
            split: split,
            target: target,
            progress: progress
        )
        for (index, file) in files.enumerated() {
            try await reporting(file) {
                await sink.begin(file.split, folder: file.parent)
                let inner = innerTarget(sink, file, request)
                let inside = ImportRequest(options: schema.options(request.options, columns, ofFile: index))
                let outcome = try await file.source.reader.read(inside, into: inner, progress: nil)
                _ = try await inner.finish(outcome.columns)
                rejected += outcome.unreadableRows + (await inner.failures)
            }
        }
        return ReadOutcome(columns: columns, unreadableRows: rejected)
    }

    private func open() async throws -> [File] {
        var files: [File] = []
        for split in plan.splits {
            for path in plan.metadata where split == nil || SplitName.ofFolder(path) == split {
                let source = try await Self.source("\(folder)/\(path)").open()
                let parent = FileSystem.parent(of: path)
                files.append(File(path: "\(folder)/\(path)", parent: parent, split: split, source: source))
            }
        }
        return files
    }

    private static func source(_ path: String) throws -> ImportSource {
        switch (path as NSString).pathExtension {
        case "csv": return .csv(path)
        case "parquet": return .parquet(path)
        default: return .json(path)
        }
    }

    /// The columns of all files together, by reading them once.
    private func schema(_ files: [File], _ request: ImportRequest) async throws -> MetadataSchema {
        var schema = MetadataSchema(medium: medium)
        for file in files {
            try await reporting(file) {
                let inner = innerTarget(DrySink(), file, request)
                let inside = ImportRequest(options: schema.inferring(request.options))
                schema.add(try await file.source.reader.read(inside, into: inner, progress: nil).columns)
            }
        }
        try schema.check()
        return schema
    }

    private func innerTarget(_ sink: any RowSink, _ file: File, _ request: ImportRequest) -> ImportTarget {
        let cells = CellForms(sourceFolder: file.source.folder, mediaValidation: .onRead)
        return ImportTarget(sink, cells: cells, request: request)
    }

    /// Runs a body and names the file in what it throws.
    private func reporting(_ file: File, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let failure as RowFailure {
            throw failure.error(file: file.path)
        } catch let error as LighttableError {
            throw error.about(file: file.path)
        } catch let error as ColumnarError {
            throw LighttableError(error, file: file.path)
        }
    }
}
