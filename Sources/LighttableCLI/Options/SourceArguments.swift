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
        let format = try await SourceFormat.of(source, told: sourceFormat)
        return switch format {
        case .json, .jsonl: .json(source, jsonOptions(format))
        case .parquet: .parquet(source)
        case .arrow: .arrow(source)
        case .huggingface: .huggingFace(source, huggingFaceOptions)
        default: .csv(source, csv.options(for: format))
        }
    }

    private func jsonOptions(_ format: SourceFormat) -> JSONOptions {
        var options = JSONOptions()
        options.holdsLines = format == .jsonl
        options.recordsPath = recordsPath
        return options
    }
}
