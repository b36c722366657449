import Columnar
import DeltaLog
import Foundation

/// Compares data files with what the log says about them.
struct FileInspection {
    let table: Table
    private let executor = BlockingExecutor(label: "lighttable.check")

    init(table: Table) {
        self.table = table
    }

    /// Whether a data file is there.
    func exists(_ file: AddFile) async throws -> Bool {
        let path = table.path(of: file)
        return try await executor.run { FileSystem.exists(path) }
    }

    /// What is wrong with a data file that is there.
    func problems(of file: AddFile) async throws -> [Problem] {
        let path = table.path(of: file)
        let summary: ParquetSummary
        let size: Int
        do {
            (summary, size) = try await executor.run { (try ParquetFile.summary(at: path), try Self.size(of: path)) }
        } catch {
            guard let problem = unreadable(file, error) else { throw error }
            return [problem]
        }
        return [wrongSize(file, size), wrongRowCount(file, summary.rows)].compactMap(\.self)
    }

    /// The problem of a data file that is not there.
    func missing(_ file: AddFile) -> Problem {
        let rows = file.statistics?.numRecords.map { Int($0) }
        let count = rows.map { " with its \($0) rows" } ?? ""
        return Problem(
            kind: .missingFile,
            file: file.path,
            rows: rows ?? 0,
            message: "the data file \(file.path) is missing\(count); bring it back from a backup, restore a version "
                + "that does not need it, or let repair take it out of the table"
        )
    }

    /// The problem of a data file that cannot be read; `nil` when the error is about something else.
    func unreadable(_ file: AddFile, _ error: any Error) -> Problem? {
        if error is CancellationError { return nil }
        let reason = (error as? LighttableError)?.message ?? (error as? ColumnarError)?.message ?? "\(error)"
        return Problem(
            kind: .unreadableFile,
            file: file.path,
            rows: file.statistics?.numRecords.map { Int($0) } ?? 0,
            message: "the data file \(file.path) cannot be read (\(reason)); bring it back from a backup, or restore a "
                + "version that does not need it"
        )
    }

    private func wrongSize(_ file: AddFile, _ size: Int) -> Problem? {
        guard size != file.size else { return nil }
        return Problem(
            kind: .wrongFileSize,
            file: file.path,
            rows: 0,
            message: "the data file \(file.path) has \(size) bytes and the log says \(file.size): somebody changed it; "
                + "bring it back from a backup, or restore a version that does not need it"
        )
    }

    private func wrongRowCount(_ file: AddFile, _ rows: Int) -> Problem? {
        guard let expected = file.statistics?.numRecords, expected != rows else { return nil }
        return Problem(
            kind: .wrongRowCount,
            file: file.path,
            rows: 0,
            message: "the data file \(file.path) has \(rows) rows and the log says \(expected): somebody changed it; "
                + "bring it back from a backup, or restore a version that does not need it"
        )
    }

    private static func size(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.size] as? NSNumber)?.intValue ?? 0
    }
}
