import Columnar
import Foundation

/// Goes through all data files of a store's tables, of every version that is there.
///
/// What the log says is not asked: a data file that is still there may belong to a version that can be read, or to a
/// commit that is about to be made.
struct MediaScan {
    /// Folders of tables that hold no rows.
    private static let otherFolders: Set<String> = ["_delta_log", "_lighttable"]
    private static let magic = Data("PAR1".utf8)

    let folder: String
    private let executor = BlockingExecutor(label: "lighttable.media.scan")
    private var seen: Set<String> = []

    init(folder: String) {
        self.folder = folder
    }

    /// Gives the hashes in all data files that were not there before to a body, until there are no new ones.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read: what it names is not known then.
    mutating func run(_ body: (UInt128) -> Void) async throws {
        while true {
            let folder = folder
            let files = try await executor.run { Self.dataFiles(in: folder) }.filter { !seen.contains($0) }
            guard !files.isEmpty else { return }
            for file in files { try await scan(file, body) }
            seen.formUnion(files)
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

    private static func dataFiles(in folder: String) -> [String] {
        guard let paths = FileManager.default.enumerator(atPath: folder) else { return [] }
        var files: [String] = []
        while let path = paths.nextObject() as? String {
            if otherFolders.contains((path as NSString).lastPathComponent) {
                paths.skipDescendants()
            } else if isParquet("\(folder)/\(path)") {
                files.append("\(folder)/\(path)")
            }
        }
        return files
    }

    /// Other engines may give data files any name.
    private static func isParquet(_ path: String) -> Bool {
        guard let status = FileStatus(path), status.size >= magic.count, let handle = FileHandle(forReadingAtPath: path)
        else { return false }
        return (try? handle.read(upToCount: magic.count)) == magic
    }
}
