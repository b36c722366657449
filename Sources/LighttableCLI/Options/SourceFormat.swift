import ArgumentParser
import Foundation
import Lighttable
import Remote

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
    static var allValueStrings: [String] { readable.map(\.rawValue) }

    private static let readable: [SourceFormat] = [.csv, .tsv, .json, .jsonl, .parquet, .arrow, .huggingface]

    var isReadable: Bool { Self.readable.contains(self) }

    /// The format of a source: as told, else by its name and its first bytes, on the network also by what the server
    /// says; else CSV.
    static func of(_ source: String, told: SourceFormat?) async throws -> SourceFormat {
        let path = isRemote(source) ? URLComponents(string: source)?.path ?? source : localPath(source)
        var format = told ?? byFolder(path) ?? byName(path)
        if format == nil { format = isRemote(source) ? try await byProbe(source) : byFirstBytes(path) }
        let found = format ?? .csv
        guard found.isReadable else {
            let name = ImportSource.publicName(of: source)
            throw CommandError(
                .unsupported,
                "\(name): \(found.rawValue) cannot be imported yet; convert it to CSV first",
                at: ErrorReport.Location(file: name)
            )
        }
        return found
    }

    private static func isRemote(_ source: String) -> Bool {
        ["http://", "https://", "hf://"].contains { source.lowercased().hasPrefix($0) }
    }

    private static func localPath(_ source: String) -> String {
        source.hasPrefix("file:") ? URL(string: source)?.path(percentEncoded: false) ?? source : source
    }

    private static func byProbe(_ source: String) async throws -> SourceFormat? {
        if source.lowercased().hasPrefix("hf:") { return .huggingface }
        let (mediaType, start) = try await RemoteFetcher().probe(source)
        return mediaType.flatMap { mediaTypes[$0] } ?? byMagic(start)
    }

    private static let mediaTypes: [String: SourceFormat] = [
        "text/csv": .csv, "text/tab-separated-values": .tsv, "application/json": .json,
        "application/x-ndjson": .jsonl, "application/jsonl": .jsonl, "application/x-jsonlines": .jsonl,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": .excel,
        "application/vnd.apache.parquet": .parquet, "application/vnd.apache.arrow.file": .arrow,
        "application/vnd.apache.arrow.stream": .arrow,
    ]

    private static func byName(_ source: String) -> SourceFormat? {
        let endings: [(String, SourceFormat)] = [
            (".csv", .csv), (".tsv", .tsv), (".tab", .tsv), (".json", .json), (".jsonl", .jsonl), (".ndjson", .jsonl),
            (".xlsx", .excel), (".xls", .excel), (".parquet", .parquet), (".parq", .parquet), (".pq", .parquet),
            (".arrow", .arrow), (".arrows", .arrow), (".feather", .arrow), (".ipc", .arrow),
        ]
        var name = source.lowercased()
        for compression in [".gz", ".zst", ".bz2"] where name.hasSuffix(compression) {
            name.removeLast(compression.count)
        }
        return endings.first { name.hasSuffix($0.0) }?.1
    }

    /// Of the formats that are folders, what else a folder may hold has files or names of its own that tell it.
    private static func byFolder(_ source: String) -> SourceFormat? {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: source, isDirectory: &isFolder)
        guard exists, isFolder.boolValue else { return nil }
        return ImportSource.isDataset(folder: source) ? .huggingface : .parquet
    }

    private static func byFirstBytes(_ source: String) -> SourceFormat? {
        firstBytes(source).flatMap { byMagic(Array($0)) }
    }

    private static func byMagic(_ bytes: [UInt8]) -> SourceFormat? {
        let magic: [(String, SourceFormat)] = [("PAR1", .parquet), ("PK\u{3}\u{4}", .excel), ("ARROW1", .arrow), ("FEA1", .arrow)]
        // An IPC stream begins with the mark of a message; as text that would be no UTF-8.
        if bytes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) { return .arrow }
        if let format = magic.first(where: { bytes.starts(with: Array($0.0.utf8)) })?.1 { return format }
        let first = String(decoding: bytes, as: UTF8.self).first { !$0.isWhitespace && $0 != "\u{feff}" }
        return first == "[" || first == "{" ? .json : nil
    }

    /// The start of a regular file; pipes are left alone, since what is read from them is gone.
    private static func firstBytes(_ path: String) -> Data? {
        let type = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard type == .typeRegular, let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        return try? file.read(upToCount: 8)
    }
}
