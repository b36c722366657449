import ArgumentParser
import Lighttable

/// A source, and how to read it.
struct SourceArguments: ParsableArguments, Sendable {
    @Argument(help: "A file or its address, a folder or pattern of files, a dataset, or - for standard input.")
    var source: String

    @Option(help: ArgumentHelp("The source's format; default: by its name and first bytes.", valueName: "format"))
    var sourceFormat: SourceFormat?

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp("A column's type, such as photo=Image or year=Int!; repeat for more.", valueName: "col=type")
    )
    var types: [Assignment] = []

    @Option(help: ArgumentHelp("A column for the names of a dataset's splits.", valueName: "name"))
    var columnNameForSplit: String?

    @Option(
        help: ArgumentHelp(
            "JSON: the keys that lead to the list of rows in one large object, such as data.items.",
            valueName: "keys"
        )
    )
    var recordsPath: String?

    @OptionGroup(title: "CSV options")
    var csv: CSVArguments

    @OptionGroup(title: "Excel options")
    var excel: ExcelArguments

    mutating func validate() throws { _ = try types.byName(option: "--type") }

    func importOptions() throws -> ImportOptions {
        var options = ImportOptions()
        options.inferTemporalTypes = !csv.noInferDates
        for (name, text) in try types.byName(option: "--type") {
            let parsed = try ColumnType.parse(text)
            options.schemaOverrides[name] = ColumnOverride(parsed.type, isRequired: parsed.isRequired)
        }
        return options
    }

    private var huggingFaceOptions: HuggingFaceOptions {
        var options = HuggingFaceOptions()
        options.columnNameForSplit = columnNameForSplit
        return options
    }

    /// The source, in the format that was told or that its name and first bytes tell.
    func importSource() async throws -> ImportSource {
        let told = recordsPath != nil && source == "-" ? sourceFormat ?? .json : sourceFormat
        if let format = try await SourceFormat.of(source, told: told) { return try importSource(format) }
        return .toldByStart(source) { [self] kind in try importSource(SourceFormat(kind)) }
    }

    private func importSource(_ format: SourceFormat) throws -> ImportSource {
        if let option = foreignOptions(of: format).first {
            throw ValidationError("\(option) has no meaning for a source that is \(format)")
        }
        return switch format {
        case .json, .jsonl: .json(source, jsonOptions(format))
        case .excel: .excel(source, excel.options(csv))
        case .parquet: .parquet(source)
        case .arrow: .arrow(source)
        case .huggingface: .huggingFace(source, huggingFaceOptions)
        default: .csv(source, csv.options(for: format))
        }
    }

    /// The options given that are for other formats.
    private func foreignOptions(of format: SourceFormat) -> [String] {
        let json = recordsPath.map { _ in ["--records-path"] } ?? []
        let split = columnNameForSplit.map { _ in ["--column-name-for-split"] } ?? []
        return switch format {
        case .csv, .tsv: excel.given + json + split
        case .json, .jsonl: csv.given + excel.given + split
        case .excel: csv.givenForTextOnly + json + split
        case .parquet, .arrow: csv.given + excel.given + json + split
        case .huggingface: csv.given + excel.given + json
        }
    }

    private func jsonOptions(_ format: SourceFormat) -> JSONOptions {
        var options = JSONOptions()
        options.holdsLines = format == .jsonl
        options.recordsPath = recordsPath
        return options
    }
}
