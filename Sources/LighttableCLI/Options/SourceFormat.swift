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

    /// The format of a source: as told, else by its first bytes and its name, on the network by what the server says;
    /// else CSV.
    static func of(_ source: String, told: SourceFormat?) async throws -> SourceFormat {
        let path = isRemote(source) ? URLComponents(string: source)?.path ?? source : localPath(source)
        if let format = told ?? byFolder(path) { return format }
        if isRemote(source) {
            if let format = byName(path) { return format }
            return try await byProbe(source) ?? .csv
        }
        let start = firstBytes(path).map { Array($0) } ?? []
        return byMagic(start) ?? byName(path) ?? byText(start) ?? .csv
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
        return mediaType.flatMap { mediaTypes[$0] } ?? byMagic(start) ?? byText(start)
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
            (".xlsx", .excel), (".xlsm", .excel), (".xls", .excel), (".parquet", .parquet), (".parq", .parquet),
            (".pq", .parquet), (".arrow", .arrow), (".arrows", .arrow), (".feather", .arrow), (".ipc", .arrow),
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

    /// Formats that are no text tell themselves, whatever their files are called.
    private static func byMagic(_ bytes: [UInt8]) -> SourceFormat? {
        let magic: [(String, SourceFormat)] = [
            ("PAR1", .parquet), ("PK\u{3}\u{4}", .excel), ("ARROW1", .arrow), ("FEA1", .arrow),
        ]
        // An IPC stream begins with the mark of a message; as text that would be no UTF-8.
        if bytes.starts(with: [0xFF, 0xFF, 0xFF, 0xFF]) { return .arrow }
        return magic.first { bytes.starts(with: Array($0.0.utf8)) }?.1
    }

    private static func byText(_ bytes: [UInt8]) -> SourceFormat? {
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
