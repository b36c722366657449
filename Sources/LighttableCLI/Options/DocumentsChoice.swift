import ArgumentParser
import Lighttable

/// What Json columns become in Parquet files.
enum DocumentsChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case text
    case structs

    var option: ParquetExportOptions.Documents {
        switch self {
        case .text: .text
        case .structs: .structures
        }
    }
}
