import ArgumentParser
import Lighttable

/// How an export writes its files.
struct ExportArguments: ParsableArguments, Sendable {
    @Option(help: "What to write; default: by the target's name, else parquet, and jsonl for standard output.")
    var format: ExportFormat?

    @Option(help: "How files are compressed; default: snappy in parquet, lz4 in arrow, text by the target's name.")
    var compression: CompressionChoice?

    @Option(help: ArgumentHelp("About how large a Parquet file may become; default: 100000000.", valueName: "n"))
    var partitionSizeBytes: Int?

    @Option(help: ArgumentHelp("The most rows of a row group of Parquet; default: 1048576.", valueName: "n"))
    var rowGroupRows: Int?

    @Option(help: ArgumentHelp("Columns by whose values rows go into folders like year=2026.", valueName: "a,b"))
    var partitionBy: NameList?

    @Option(help: "What stands in Parquet files for media: their address, pictures' bytes, or the path of a copy.")
    var media: MediaChoice?

    @Option(help: "What Json columns become in Parquet: text, or structs of the documents' members; default: text.")
    var jsonAs: DocumentsChoice?

    @Flag(help: "The same as --media inline.")
    var inlineImages = false

    @Option(help: ArgumentHelp("What separates fields of CSV: a character, tab or space.", valueName: "char"))
    var delimiter: OneCharacter?

    @Flag(help: "CSV without the line of column names.")
    var noHeader = false

    @Option(help: ArgumentHelp("What stands for null in CSV; default: nothing.", valueName: "word"))
    var null: String?

    @Option(
        help: ArgumentHelp(
            "The split that the rows are, for huggingface, coco and yolo; default: train.",
            valueName: "name"
        )
    )
    var split: String?

    @Option(help: "What to do when the target exists.")
    var ifExists = IfTargetExists.error

    mutating func validate() throws {
        if let partitionSizeBytes, partitionSizeBytes < 1 {
            throw ValidationError("--partition-size-bytes must be at least 1")
        }
        if let rowGroupRows, rowGroupRows < 1 { throw ValidationError("--row-group-rows must be at least 1") }
        if inlineImages, let media, media != .inline {
            throw ValidationError("--inline-images and --media \(media.rawValue) exclude each other")
        }
    }
}

extension ExportArguments {
    /// The option that is no use for a format, and what it is for; `nil` when there is none.
    func misplaced(in format: ExportFormat) -> (option: String, formats: [ExportFormat])? {
        let given: [(String, [ExportFormat], Bool)] = [
            ("--partition-size-bytes", [.parquet, .huggingface], partitionSizeBytes != nil),
            ("--split", [.huggingface, .coco, .yolo], split != nil),
            ("--compression", [.parquet, .arrow, .csv, .json, .jsonl], compression != nil),
            ("--partition-by", [.parquet], partitionBy != nil), ("--row-group-rows", [.parquet], rowGroupRows != nil),
            ("--inline-images", [.parquet], inlineImages), ("--media inline", [.parquet], media == .inline),
            ("--media copy", [.parquet, .coco, .yolo], media == .copy),
            (
                "--media reference", ExportFormat.allCases.filter { $0 != .yolo && $0 != .huggingface },
                media == .reference
            ),
            ("--json-as \(jsonAs?.rawValue ?? "")", [.parquet], jsonAs != nil && jsonAs != .text),
            ("--delimiter", [.csv], delimiter != nil), ("--no-header", [.csv], noHeader),
            ("--null", [.csv], null != nil),
        ]
        return given.first { $0.2 && !$0.1.contains(format) }.map { ($0.0, $0.1) }
    }

    func parquet() throws -> ParquetExportOptions {
        var options = ParquetExportOptions()
        if let partitionSizeBytes { options.partitionSizeBytes = partitionSizeBytes }
        if let rowGroupRows { options.rowGroupRows = rowGroupRows }
        if let partitionBy { options.partitionBy = partitionBy.names }
        if let compression { options.compression = try compression.parquet() }
        if let jsonAs { options.documents = jsonAs.option }
        options.media = inlineImages ? .inline : media?.option
        options.ifExists = ifExists.option
        return options
    }

    func huggingFace() -> HuggingFaceExportOptions {
        var options = HuggingFaceExportOptions()
        if let partitionSizeBytes { options.partitionSizeBytes = partitionSizeBytes }
        if let split { options.split = split }
        options.ifExists = ifExists.option
        return options
    }

    func csv() throws -> CSVExportOptions {
        var options = CSVExportOptions()
        options.delimiter = delimiter?.character
        options.hasHeader = !noHeader
        options.nullWord = null ?? ""
        options.compression = try compression?.text()
        options.ifExists = ifExists.option
        return options
    }

    func json(_ layout: JSONExportOptions.Layout) throws -> JSONExportOptions {
        var options = JSONExportOptions()
        options.layout = layout
        options.compression = try compression?.text()
        options.ifExists = ifExists.option
        return options
    }

    func arrow() throws -> ArrowExportOptions {
        var options = ArrowExportOptions()
        if let compression { options.compression = try compression.arrow() }
        options.ifExists = ifExists.option
        return options
    }
}
