import Columnar
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One file of rows, which is there whole or not at all.
struct RowFileDraft: Sendable {
    /// How the file is written.
    struct Options: Sendable {
        let file: RowFileOptions
        let ifExists: ExistingTarget
    }

    let rows: ExportRows
    let options: Options

    /// Writes the rows to a destination.
    func write(to destination: ExportDestination, progress: ExportProgress?) async throws -> ExportReport {
        try await ExportReport.measuring(destination.path) { try await written(to: destination, progress) }
    }

    private func written(
        to destination: ExportDestination,
        _ progress: ExportProgress?
    ) async throws -> ExportTotals {
        switch destination {
        case .descriptor(let descriptor): try await fill(descriptor, of: "-", progress)
        case .file(let path):
            try await ExportFile(path, ifExists: options.ifExists)
                .make { try await fill($0, of: path, progress) }
        }
    }

    private func fill(
        _ descriptor: Int32,
        of path: String,
        _ progress: ExportProgress?
    ) async throws -> ExportTotals {
        let file = path == "-" ? nil : path
        func wrapping<Result>(_ body: () async throws -> Result) async throws -> Result {
            try await LighttableError.wrapping(table: rows.table, file: file, body)
        }
        let writer = try await wrapping {
            try RowFileWriter(descriptor: descriptor, schema: rows.schema, options: options.file)
        }
        let count = try await rows.forEachBatch(progress) { batch in
            try await wrapping { try await writer.write(batch) }
        }
        let bytes = try await wrapping { try await writer.close() }
        return ExportTotals(files: file == nil ? 0 : 1, rows: count, bytes: bytes)
    }
}
