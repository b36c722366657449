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
    ///
    /// It is `nil` for standard input and other pipes without a name that tells it, whose first bytes come with all the others.
    static func of(_ source: String, told: SourceFormat?) async throws -> SourceFormat? {
        let path = isRemote(source) ? URLComponents(string: source)?.path ?? source : localPath(source)
        if let format = told ?? byFolder(path) { return format }
        if isRemote(source) {
            if let format = byName(path) { return format }
            return try await byProbe(source) ?? .csv
        }
        if let matches = ImportSource.matches(of: source) { return try byMatches(matches, of: source) }
        return ImportSource.isStream(source) ? byName(path) : byFile(path)
    }

    /// The format of text or of what nobody knows, and of the kinds of files that tell theirs.
    init(_ kind: FileKind?) {
        self =
            switch kind {
            case .parquet: .parquet
            case .arrow: .arrow
            case .excel: .excel
            case .json: .json
            case nil: .csv
            }
    }

    /// Formats that are no text tell themselves, whatever their files are called.
    private static func byFile(_ path: String) -> SourceFormat {
        let kind = FileKind.of(path)
        return kind == .json || kind == nil ? byName(path) ?? SourceFormat(kind) : SourceFormat(kind)
    }

    /// The one format of the files that a pattern matches; the folders among them hold Parquet files.
    private static func byMatches(_ matches: [String], of source: String) throws -> SourceFormat? {
        let formats = matches.map { (path: $0, format: byFolder($0) == nil ? byFile($0) : .parquet) }
        guard let first = formats.first else {
            throw LighttableError(.fileNotFound, "no file matches; check the pattern", at: .init(file: source))
        }
        if let other = formats.first(where: { $0.format != first.format }) {
            throw CommandError(
                .unsupported,
                "\(first.path) is \(first.format) and \(other.path) is \(other.format), which are not read together; "
                    + "name the files more closely, or their format with --source-format",
                at: .init(file: source)
            )
        }
        return first.format
    }

    private static func isRemote(_ source: String) -> Bool {
        ["http://", "https://", "s3://", "hf://"].contains { source.lowercased().hasPrefix($0) }
    }

    private static func localPath(_ source: String) -> String {
        source.hasPrefix("file:") ? URL(string: source)?.path(percentEncoded: false) ?? source : source
    }

    private static func byProbe(_ source: String) async throws -> SourceFormat? {
        if source.lowercased().hasPrefix("hf:") { return .huggingface }
        let (mediaType, start) = try await RemoteFetcher().probe(source)
        return mediaType.flatMap { mediaTypes[$0] } ?? FileKind(start: start).map { SourceFormat($0) }
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
}
