import Columnar
import Foundation

/// Goes through all data files of a store's tables, of every version that is there.
///
/// What the log says is not asked: a data file that is still there may belong to a version that can be read, or to a
/// commit that is about to be made.
struct MediaScan {
    private let executor = BlockingExecutor(label: "lighttable.media.scan")
    private var seen: Set<String> = []

    init() {}

    /// Gives the hashes in all data files that were not there before to a body, until there are no new ones or nothing
    /// is looked for any more.
    ///
    /// - Parameters:
    ///   - folders: The folders that hold tables, and those of single tables.
    ///   - isLooking: Whether anything is still looked for.
    ///   - body: Is given each hash.
    /// - Throws: A ``LighttableError`` when a file cannot be read: what it names is not known then.
    mutating func run(
        over folders: [String],
        while isLooking: () -> Bool,
        each body: (UInt128) -> Void
    ) async throws {
        while true {
            let files = try await dataFiles(in: folders).filter { !seen.contains($0) }
            guard !files.isEmpty else { return }
            for file in files {
                guard isLooking() else { return }
                try await scan(file, body)
            }
            seen.formUnion(files)
        }
    }

    private func dataFiles(in folders: [String]) async throws -> [String] {
        try await executor.run {
            var walk = DataFileWalk()
            for folder in folders { try walk.visit(folder) }
            return walk.files
        }
    }

    private func scan(_ file: String, _ body: (UInt128) -> Void) async throws {
        do {
            let texts = try await executor.run {
                TextFields(of: try ParquetFile.summary(at: file)).among(try ParquetFile.schema(at: file).fields)
            }
            guard !texts.isEmpty else { return }
            for try await batch in try ParquetFile.batches(at: file, as: Schema(texts)) {
                for column in batch.columns { MediaMentions.forEach(in: column, body) }
            }
        } catch let error as ColumnarError where FileSystem.exists(file) {
            throw LighttableError(
                .malformedFile,
                "no media were removed, because \(file) cannot be read and may name some (\(error.message)); "
                    + "wait until its writer is done, or check and repair the table",
                at: .init(file: file),
                cause: error
            )
        } catch is ColumnarError {
            // The file has left its table meanwhile.
            return
        }
    }
}
