import ArgumentParser
import Foundation
import JSON
import Lighttable

/// The verb `lighttable export`.
struct Export: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Write a table's rows as Parquet or JSON lines.",
        discussion: """
            Parquet makes a folder with part-00000.parquet, … in it; JSON lines make one file, or go to standard output \
            when the target is -.

            Examples:
              lighttable export demo.films ./labelled --where "annotations IS NOT NULL" --inline-images
              lighttable export demo.films films.jsonl --select title,year
              lighttable export demo.films - --format jsonl | head -3
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Argument(help: "The folder or file to make, or - for standard output.")
    var path: String

    @Option(help: "What to write; default: by the target's name, else parquet.")
    var format: ExportFormat?

    @OptionGroup var rows: RowArguments

    @Option(help: ArgumentHelp("At most so many rows.", valueName: "n"))
    var limit: Int?

    @Option(help: ArgumentHelp("About how large a Parquet file may become; default: 100000000.", valueName: "n"))
    var partitionSizeBytes: Int?

    @Option(help: "What stands in the files for media: their address, or pictures' bytes.")
    var media: MediaChoice?

    @Flag(help: "The same as --media inline.")
    var inlineImages = false

    @Option(help: "What to do when the target exists.")
    var ifExists = IfTargetExists.error

    @Flag(help: "Print what would be exported and write nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "nothing was exported" }

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
        if let partitionSizeBytes, partitionSizeBytes < 1 {
            throw ValidationError("--partition-size-bytes must be at least 1")
        }
        if inlineImages, media == .reference {
            throw ValidationError("--inline-images and --media reference exclude each other")
        }
    }

    func run(in session: Session) async throws {
        let format = try ExportFormat.of(path, told: path == "-" && format == nil ? .jsonl : format)
        try refuseImpossible(format)
        let store = try session.openStore()
        let table = try await store.table(table)
        let query = try query(on: table)
        if dryRun { return try await plan(query, session) }
        let report = try await session.withProgress("exporting") { _ in
            switch format {
            case .jsonl: try await exportLines(query, session)
            default: ExportCounts(try await store.exportParquet(query, to: path, options: parquetOptions))
            }
        }
        try tell(report, session)
    }
}

extension Export {
    private var mediaChoice: MediaChoice? { inlineImages ? .inline : media }

    private var parquetOptions: ParquetExportOptions {
        var options = ParquetExportOptions()
        if let partitionSizeBytes { options.partitionSizeBytes = partitionSizeBytes }
        options.media = mediaChoice?.option
        options.ifExists = ifExists == .replace ? .replace : .error
        return options
    }

    private func query(on table: Table) throws -> Query {
        let query = try rows.query(on: table)
        return limit.map { query.limit($0) } ?? query
    }

    private func refuseImpossible(_ format: ExportFormat) throws {
        if path == "-", format == .parquet {
            throw CommandError(.unsupported, "parquet cannot be written to standard output; use --format jsonl")
        }
        if format == .jsonl, mediaChoice == .inline {
            throw CommandError(.unsupported, "jsonl cannot hold the bytes of media; use --format parquet")
        }
    }

    private func exportLines(_ query: Query, _ session: Session) async throws -> ExportCounts {
        let start = ContinuousClock.now
        let isReplacing = ifExists == .replace
        let written = try await LinesTarget(path: path, isReplacing: isReplacing).write(query, standard: session.out)
        return ExportCounts(
            path: path,
            files: path == "-" ? 0 : 1,
            rows: written.rows,
            bytes: written.bytes,
            seconds: (ContinuousClock.now - start) / .seconds(1)
        )
    }

    private func plan(_ query: Query, _ session: Session) async throws {
        if path != "-", ifExists == .error { try LinesTarget.refuseExisting(path) }
        let rows = try await query.count()
        if !session.isJSON {
            return try session.out.line("\(Quantity.count(rows, "row")) would be exported to \(path)")
        }
        try session.document([
            "path": .string(path), "files": nil, "rows": .int(rows), "bytes": nil, "seconds": 0, "dry_run": true,
        ])
    }

    private func tell(_ report: ExportCounts, _ session: Session) throws {
        // The data own standard output when they go there.
        if session.isJSON, path == "-" { return try session.diagnostics.line(report.json.document) }
        if session.isJSON { try session.document(report.json) }
        try session.note(
            "\(report.path): \(Quantity.count(report.rows, "row")), \(Quantity.count(report.files, "file")), "
                + "\(Quantity.bytes(report.bytes)) in \(Quantity.duration(report.seconds))"
        )
    }
}
