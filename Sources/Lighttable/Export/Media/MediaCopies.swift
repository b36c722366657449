import Foundation

/// Copies of media in an export's folder: `media/COLUMN/NAME`, once for each file.
final class MediaCopies {
    private let folder: String
    /// The copies' paths below the folder, by column and URI.
    private var paths: [String: [String: String]] = [:]
    /// The names that a column's copies have, in lower case.
    private var names: [String: Set<String>] = [:]

    init(into folder: String) {
        self.folder = folder
    }

    /// Whether there is a copy of a medium.
    func has(_ uri: String, of column: String) -> Bool { paths[column]?[uri] != nil }

    /// The path of a medium's copy, relative to the folder; it is made where there is none yet.
    ///
    /// - Throws: A ``LighttableError`` that names column and file.
    func path(of uri: String, in column: String, _ fetched: FetchedMedia?) throws -> String {
        if let path = paths[column]?[uri] { return path }
        let source = try LocalMedium.path(of: uri, in: column, "copied", fetched)
        let place = "media/\(Self.plain(column))"
        let path = "\(place)/\(freeName(for: (source as NSString).lastPathComponent, in: column))"
        try FileSystem.makeDirectory("\(folder)/\(place)")
        do {
            try FileManager.default.copyItem(atPath: source, toPath: "\(folder)/\(path)")
        } catch {
            throw LocalMedium.failure(uri, source, column, error)
        }
        paths[column, default: [:]][uri] = path
        return path
    }

    /// The name itself, or with a number before its extension where another copy has it.
    private func freeName(for name: String, in column: String) -> String {
        let (stem, ending) = ((name as NSString).deletingPathExtension, (name as NSString).pathExtension)
        var candidate = name
        var number = 1
        while !names[column, default: []].insert(candidate.lowercased()).inserted {
            number += 1
            candidate = ending.isEmpty ? "\(stem)_\(number)" : "\(stem)_\(number).\(ending)"
        }
        return candidate
    }

    private static func plain(_ column: String) -> String {
        let text = String(column.map { $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : "_" })
        return text.hasPrefix("_") ? "c\(text)" : text
    }
}
