import ArgumentParser
import Foundation
import Lighttable

/// What kind of file a source is.
enum SourceFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case csv
    case tsv
    case json
    case jsonl
    case excel
    case parquet
    case arrow
    case huggingface

    /// Only what can be read today is offered in the help; the other words get a clear answer.
    static var allValueStrings: [String] { [csv.rawValue, tsv.rawValue, excel.rawValue] }

    var isReadable: Bool { self == .csv || self == .tsv || self == .excel }

    /// The format of a source: as told, else by its first bytes, which may belie its name, and its name, else CSV.
    static func of(_ source: String, told: SourceFormat?) throws -> SourceFormat {
        if isRemote(source) {
            throw CommandError(
                .unsupported,
                "\(source): addresses on the network cannot be read yet; download the file first"
            )
        }
        let format = told ?? byFirstBytes(source) ?? byName(source) ?? .csv
        guard format.isReadable else {
            throw CommandError(
                .unsupported,
                "\(source): \(format.rawValue) cannot be imported yet; convert it to CSV first",
                at: ErrorReport.Location(file: source)
            )
        }
        return format
    }

    private static func isRemote(_ source: String) -> Bool {
        ["http://", "https://", "s3://", "hf://"].contains { source.lowercased().hasPrefix($0) }
    }

    private static func byName(_ source: String) -> SourceFormat? {
        let endings: [(String, SourceFormat)] = [
            (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".json", .json), (".jsonl", .jsonl), (".ndjson", .jsonl),
            (".xlsx", .excel), (".xlsm", .excel), (".xls", .excel), (".parquet", .parquet), (".arrow", .arrow), (".feather", .arrow),
        ]
        var name = source.lowercased()
        for compression in [".gz", ".zst", ".bz2"] where name.hasSuffix(compression) {
            name.removeLast(compression.count)
        }
        return endings.first { name.hasSuffix($0.0) }?.1
    }

    private static func byFirstBytes(_ source: String) -> SourceFormat? {
        guard let bytes = firstBytes(source) else { return nil }
        let magic: [(String, SourceFormat)] = [("PAR1", .parquet), ("PK\u{3}\u{4}", .excel), ("ARROW1", .arrow)]
        return magic.first { bytes.starts(with: Array($0.0.utf8)) }?.1
    }

    /// The start of a regular file; pipes are left alone, since what is read from them is gone.
    private static func firstBytes(_ path: String) -> Data? {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard type == .typeRegular, let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: 8)
    }
}
