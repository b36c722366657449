import ArgumentParser
import Lighttable

/// What an export writes.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case parquet
    case jsonl
    case csv
    case arrow

    /// Only what can be written today is offered in the help; the other words get a clear answer.
    static var allValueStrings: [String] { [parquet.rawValue, jsonl.rawValue] }

    /// The format of a target: as told, else by its name, else a folder of Parquet files.
    static func of(_ target: String, told: ExportFormat?) throws -> ExportFormat {
        let format = told ?? byName(target)
        guard format == .parquet || format == .jsonl else {
            throw CommandError(
                .unsupported,
                "\(format.rawValue) cannot be exported yet; use --format parquet or jsonl",
                at: ErrorReport.Location(file: target)
            )
        }
        return format
    }

    private static func byName(_ target: String) -> ExportFormat {
        let endings: [(String, ExportFormat)] = [
            (".jsonl", .jsonl), (".ndjson", .jsonl), (".csv", .csv), (".tsv", .csv), (".arrow", .arrow),
            (".feather", .arrow),
        ]
        return endings.first { target.lowercased().hasSuffix($0.0) }?.1 ?? .parquet
    }
}
