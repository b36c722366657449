import Columnar
import Foundation

/// Reads a source into a sink, as often as it takes.
///
/// Media files that it adds may not be collected while it lives: keep it until the rows are committed.
struct ImportRun: Sendable {
    /// What came of it.
    struct Outcome: Sendable {
        let columns: [SourceColumn]
        let primaryKey: [String]
        let comment: String
        let rows: Int
        let rejected: [RowFailure]
        let warnings: [String]
    }

    let source: ImportSource
    let request: ImportRequest
    let progress: ImportProgress?
    /// Gets sources from the network.
    private let fetcher: (any SourceFetcher)?
    private let media: MediaIntake
    /// Only says which files the same bytes would be.
    private let dryMedia: MediaIntake

    init(source: ImportSource, request: ImportRequest, store: Store?, progress: ImportProgress?) {
        self.source = source
        self.request = request
        self.progress = progress
        fetcher = store?.fetcher
        media = MediaIntake(store?.media)
        dryMedia = MediaIntake(store?.media, isDry: true)
    }

    /// Reads the source.
    ///
    /// - Throws: A ``LighttableError`` with the file and, where there is one, the line, column, row and value.
    func run(into sink: any RowSink) async throws -> Outcome {
        try await run(into: sink) {}.outcome
    }

    /// Reads the source and then finishes.
    ///
    /// - Throws: As ``run(into:)``, also for a row that is refused at the end.
    func run<Result>(
        into sink: any RowSink,
        finish: () async throws -> Result
    ) async throws -> (outcome: Outcome, result: Result) {
        do {
            let reader = try await SourceEnvironment.$current.withValue(.init(fetcher: fetcher, progress: progress)) {
                try await source.open()
            }
            defer { withExtendedLifetime(reader) {} }
            return try await run(reader.reader, sink, cells(reader, sink), finish)
        } catch {
            await sink.discard()
            throw named(error)
        }
    }

    /// The error with the source's name.
    private func named(_ error: any Error) -> any Error {
        switch error {
        case let error as LighttableError: source.redacted(error.about(file: source.name))
        case let error as ColumnarError: LighttableError(error, file: source.name)
        default: error
        }
    }

    private func cells(_ source: OpenSource, _ sink: any RowSink) -> CellForms {
        CellForms(
            sourceFolder: source.folder,
            mediaValidation: request.options.mediaValidation,
            escapesBytes: source.reader.escapesBytes,
            media: sink is DrySink ? dryMedia : media
        )
    }

    private func run<Result>(
        _ reader: any SourceReader,
        _ sink: any RowSink,
        _ cells: CellForms,
        _ finish: () async throws -> Result
    ) async throws -> (Outcome, Result) {
        do {
            let outcome = try await read(reader, sink, cells)
            try await media.settle()
            return (outcome, try await finish())
        } catch let failure as RowFailure {
            let place = try await located([failure], reader).first ?? failure
            throw place.error(file: source.name, table: request.table?.name)
        } catch let error as LighttableError where error.code == .duplicateKey && error.location.line == nil {
            throw try await located(error, reader)
        }
    }

    private func read(_ reader: any SourceReader, _ sink: any RowSink, _ cells: CellForms) async throws -> Outcome {
        var repeated: [RowFailure] = []
        while true {
            let excluded = Set(repeated.compactMap(\.row))
            let target = ImportTarget(sink, cells: cells, request: request, excluding: excluded)
            let found = try await reader.read(request, into: target, progress: progress)
            let hashes = try await target.finish(found.columns)
            if !hashes.isEmpty {
                let new = try await duplicates(of: hashes, reader, cells, excluded)
                if let first = new.first, !target.skipsFailures { throw first }
                repeated += new
                if !new.isEmpty { continue }
            }
            let rejected = found.unreadableRows + repeated + (await target.failures)
            return Outcome(
                columns: found.columns,
                primaryKey: request.options.primaryKey.isEmpty ? found.primaryKey : request.options.primaryKey,
                comment: request.options.comment.isEmpty ? found.comment : request.options.comment,
                rows: await target.rowsTaken,
                rejected: try await located(rejected, reader).sorted { $0.place < $1.place },
                warnings: found.warnings
            )
        }
    }

    /// The rows whose keys earlier rows have, by reading the source again.
    private func duplicates(
        of hashes: Set<UInt64>,
        _ reader: any SourceReader,
        _ cells: CellForms,
        _ excluded: Set<Int>
    ) async throws -> [RowFailure] {
        let sink = DuplicateSink(hashes: hashes)
        var cells = cells
        cells.media = dryMedia
        let target = ImportTarget(sink, cells: cells, request: request, excluding: excluded)
        let found = try await reader.read(request, into: target, progress: nil)
        let keys = found.columns.filter(\.isKey)
        return await sink.failures(keys)
    }

    /// The failures with the lines on which their rows begin, and the names of their cells.
    private func located(_ failures: [RowFailure], _ reader: any SourceReader) async throws -> [RowFailure] {
        let rows = Set(failures.filter { $0.line == nil }.compactMap(\.row))
        guard !rows.isEmpty else { return failures }
        let lines = try await reader.lines(of: rows, request)
        return try await reader.namingCells(of: failures)
            .map { failure in
                var located = failure
                located.line = failure.line ?? failure.row.flatMap { lines[$0] }
                return located
            }
    }

    /// The error with the line of the row that it is about.
    private func located(_ error: LighttableError, _ reader: any SourceReader) async throws -> LighttableError {
        guard let row = error.location.row else { return error.about(file: source.name) }
        var location = error.location
        location.file = source.name
        location.line = try await reader.lines(of: [row - 1], request)[row - 1]
        return LighttableError(error.code, error.message, at: location, cause: error.cause)
    }
}
