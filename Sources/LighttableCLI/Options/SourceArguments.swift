import ArgumentParser
import Lighttable

/// A source, and how to read it.
struct SourceArguments: ParsableArguments, Sendable {
    @Argument(help: "A file, or - for standard input.")
    var source: String

    @Option(help: ArgumentHelp("The source's format; default: by its name and first bytes.", valueName: "format"))
    var sourceFormat: SourceFormat?

    @Option(
        name: .customLong("type"),
        help: ArgumentHelp("A column's type, such as photo=Image or year=Int!; repeat for more.", valueName: "col=type")
    )
    var types: [Assignment] = []

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

    /// The source, in the format that was told or that its name and first bytes tell.
    func importSource() throws -> ImportSource {
        let format = try SourceFormat.of(source, told: sourceFormat)
        let foreign = format == .excel ? csv.givenForTextOnly : excel.given
        if let option = foreign.first { throw ValidationError("\(option) has no meaning for a source that is \(format)") }
        return format == .excel ? .excel(source, excel.options(csv)) : .csv(source, csv.options(for: format))
    }
}
