import ArgumentParser
import Lighttable

/// What is read of an Excel workbook.
struct ExcelArguments: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The sheet's name; default: the first sheet.", valueName: "name"))
    var sheet: String?

    @Option(help: ArgumentHelp("The sheet's position, from 0 on.", valueName: "n"))
    var sheetIndex: Int?

    @Option(help: ArgumentHelp("The cells to read, such as B:F or A1:F100; default: all.", valueName: "range"))
    var range: String?

    @Option(help: "Which cells of a merged range have its value; default: top-left.")
    var mergedCells: MergedCellsChoice?

    mutating func validate() throws {
        if sheet != nil, sheetIndex != nil { throw ValidationError("--sheet and --sheet-index exclude each other") }
        if let sheetIndex, sheetIndex < 0 { throw ValidationError("--sheet-index counts from 0") }
    }

    /// The options that were given, by name.
    var given: [String] {
        [
            sheet.map { _ in "--sheet" }, sheetIndex.map { _ in "--sheet-index" }, range.map { _ in "--range" },
            mergedCells.map { _ in "--merged-cells" },
        ]
        .compactMap(\.self)
    }

    func options(_ csv: CSVArguments) -> ExcelOptions {
        var options = ExcelOptions()
        if let sheet { options.sheet = .named(sheet) }
        if let sheetIndex { options.sheet = .index(sheetIndex) }
        options.range = range
        options.mergedCells = mergedCells?.option ?? .topLeft
        options.hasHeader = !csv.noHeader
        options.names = csv.names?.names ?? []
        options.skipRows = csv.skipRows
        options.nullWords = csv.nullWords.isEmpty ? nil : csv.nullWords
        return options
    }
}

/// Which cells of a merged range have its value.
enum MergedCellsChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case topLeft = "top-left"
    case fill

    var option: ExcelOptions.MergedCells { self == .fill ? .fill : .topLeft }
}
