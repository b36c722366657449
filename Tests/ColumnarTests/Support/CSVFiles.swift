import Columnar

/// The columns of a CSV file, each read as its kind, with how many do not fit refused.
func readCSV(
    _ path: String,
    options: CSVReaderOptions = CSVReaderOptions(),
    kinds: [CSVKind] = [],
    isLenient: Bool = false
) throws -> [[Value]] {
    let reader = try CSVReader(path: path, options: options)
    for (index, kind) in kinds.enumerated() { try reader.setKind(kind, of: index, isLenient: isLenient) }
    return try contents(reader)
}

/// The rows that a reader has left, column by column.
func contents(_ reader: CSVReader) throws -> [[Value]] {
    var all = reader.names.map { _ in [Value]() }
    while try reader.advance() {
        if let column = try reader.convert().first {
            throw CSVMisfit(value: reader.misfit(column: column))
        }
        for (index, values) in contents(try reader.batch()).enumerated() { all[index] += values }
    }
    return all
}

/// A value that did not fit.
struct CSVMisfit: Error {
    let value: CSVValue?
}

/// Block sizes from the smallest to more than any file of a test.
let blockSizes = [1, 2, 3, 5, 16, 64, 333, 4 << 20]

/// The options of plain CSV with a block size.
func csvOptions(
    blockBytes: Int = 4 << 20,
    _ change: (inout CSVReaderOptions) -> Void = { _ in }
) -> CSVReaderOptions {
    var options = CSVReaderOptions()
    options.blockBytes = blockBytes
    change(&options)
    return options
}
