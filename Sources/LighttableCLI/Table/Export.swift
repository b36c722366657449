import ArgumentParser
import Foundation
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable export`.
struct Export: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Write a table's rows as Parquet, CSV, JSON or Arrow, for Hugging Face, or as COCO or YOLO.",
        discussion: """
            Parquet and huggingface make a folder of Parquet files; coco and yolo make a folder of pictures and the \
            regions that people labelled on them; the others make one file, or go to standard output when the target \
            is -.

            Examples:
              lighttable export demo.films ./labelled --where "annotations IS NOT NULL" --inline-images
              lighttable export demo.films films.csv.gz --select title,year
              lighttable export demo.films films.feather
              lighttable export demo.films ./dataset --format huggingface
              lighttable export demo.photos ./boxes --format yolo --split-column split
              lighttable export demo.films - --format jsonl | head -3
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Argument(help: "The folder or file to make, or - for standard output.")
    var path: String

    @OptionGroup var rows: RowArguments

    @Option(help: ArgumentHelp("At most so many rows.", valueName: "n"))
    var limit: Int?

    @OptionGroup(title: "File options") var files: ExportArguments

    @OptionGroup(title: "Options for coco and yolo") var annotations: AnnotationArguments

    @Flag(help: "Print what would be exported and write nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var afterInterruption: String { "nothing was exported" }

    mutating func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit cannot be negative") }
    }

    func run(in session: Session) async throws {
        let format = ExportFormat.of(path, told: files.format)
        try refuseImpossible(format)
        let store = try session.openStore()
        let query = try query(on: try await store.table(table))
        if dryRun { return try await plan(query, session) }
        try session.out.flush()
        let report = try await session.withProgress("exporting") { meter in
            try await export(query, as: format, from: store) { meter.update(done: $0.rows, total: $0.totalRows) }
        }
        try tell(report, session)
    }
}

extension Export {
    private func query(on table: Table) throws -> Query {
        let query = try rows.query(on: table)
        return limit.map { query.limit($0) } ?? query
    }

    private func refuseImpossible(_ format: ExportFormat) throws {
        if path == "-", format.isFolder {
            throw CommandError(
                .unsupported,
                "\(format.rawValue) makes a folder, which cannot go to standard output; use --format csv, json, jsonl or arrow"
            )
        }
        if let (option, formats) = files.misplaced(in: format) { throw misplaced(option, formats, format) }
        if !format.isAnnotations, let option = annotations.given { throw misplaced(option, [.coco, .yolo], format) }
        if format == .coco, annotations.task != nil { throw misplaced("--task", [.yolo], format) }
        if format.isAnnotations, rows.select != nil {
            throw ValidationError(
                "--select is not for \(format.rawValue), which takes pictures and annotations; leave it out, and name them "
                    + "with --image-column and --annotations-column"
            )
        }
    }

    private func misplaced(_ option: String, _ formats: [ExportFormat], _ format: ExportFormat) -> ValidationError {
        let names = formats.map(\.rawValue).joined(separator: ", ")
        return ValidationError(
            "\(option) is for \(names), and this export is \(format.rawValue); leave it out, or use --format \(formats[0].rawValue)"
        )
    }

    private func export(
        _ query: Query,
        as format: ExportFormat,
        from store: Store,
        progress: @escaping ExportProgress
    ) async throws -> any ExportSummary {
        let destination = path == "-" ? ExportDestination.descriptor(STDOUT_FILENO) : .file(path)
        switch format {
        case .parquet:
            let options = try files.parquet()
            return ExportCounts(try await store.exportParquet(query, to: path, options: options, progress: progress))
        case .huggingface:
            let options = files.huggingFace()
            return ExportCounts(
                try await store.exportHuggingFace(query, to: path, options: options, progress: progress)
            )
        case .csv:
            let options = try files.csv()
            return ExportCounts(try await store.exportCSV(query, to: destination, options: options, progress: progress))
        case .json, .jsonl:
            let options = try files.json(format == .json ? .array : .lines)
            return ExportCounts(
                try await store.exportJSON(query, to: destination, options: options, progress: progress)
            )
        case .arrow:
            let options = try files.arrow()
            return ExportCounts(
                try await store.exportArrow(query, to: destination, options: options, progress: progress)
            )
        case .coco:
            let options = annotations.options(files)
            return AnnotationCounts(try await store.exportCOCO(query, to: path, options: options, progress: progress))
        case .yolo:
            let (options, task) = (annotations.options(files), annotations.task?.option ?? .detect)
            let report = try await store.exportYOLO(query, to: path, task: task, options: options, progress: progress)
            return AnnotationCounts(report)
        }
    }

    private func plan(_ query: Query, _ session: Session) async throws {
        if path != "-", files.ifExists == .error, FileManager.default.fileExists(atPath: path) {
            throw CommandError(
                .alreadyExists,
                "\(path) exists; choose another path, or --if-exists replace",
                at: ErrorReport.Location(file: path)
            )
        }
        let rows = try await query.count()
        if !session.isJSON {
            return try session.out.line("\(Quantity.count(rows, "row")) would be exported to \(path)")
        }
        try session.document([
            "path": .string(path), "files": nil, "rows": .int(rows), "bytes": nil, "seconds": 0, "dry_run": true,
        ])
    }

    private func tell(_ summary: any ExportSummary, _ session: Session) throws {
        // The data own standard output when they go there.
        if session.isJSON, path == "-" { return try session.diagnostics.line(summary.json.document) }
        if session.isJSON { try session.document(summary.json) }
        for line in summary.lines { try session.note(line) }
    }
}
