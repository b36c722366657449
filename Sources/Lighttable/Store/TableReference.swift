import Foundation

/// What a caller names: a table of the store or a folder anywhere, perhaps at a version.
struct TableReference {
    enum Place {
        case name(TableName)
        case path(String)
    }

    let place: Place
    /// Which version; `nil` for the newest.
    let point: VersionPoint?

    /// Reads `demo.films`, `demo.films@3`, `films@2026-01-31T12:00:00Z`, `films@labelled`, `./folder`, `/folder@2` or
    /// `file:///folder`.
    init(_ text: String) throws {
        let (base, point) = try Self.split(text)
        self.point = point
        if base.hasPrefix("s3:") {
            throw LighttableError(.unsupported, "tables on S3 cannot be opened yet; copy '\(base)' to a local folder")
        }
        place = try Self.path(base).map(Place.path) ?? .name(TableName(base))
    }

    private static func path(_ text: String) -> String? {
        if text.hasPrefix("file:") { return URL(string: text)?.path(percentEncoded: false) }
        let isPath = text.hasPrefix("/") || text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("~")
        guard isPath || text == "." || text == ".." else { return nil }
        let expanded = (text as NSString).expandingTildeInPath
        return URL(filePath: expanded).standardizedFileURL.path(percentEncoded: false)
    }

    private static func split(_ text: String) throws -> (String, VersionPoint?) {
        guard let at = text.lastIndex(of: "@"), !text[at...].contains("/") else { return (text, nil) }
        guard let point = VersionPoint(String(text[text.index(after: at)...])) else {
            throw LighttableError(
                .invalidName,
                "'\(text)' names no version: write a number, a time or a tag after '@', such as \(text[..<at])@3, "
                    + "\(text[..<at])@2026-01-31T12:00:00Z or \(text[..<at])@labelled",
                at: .init(table: text)
            )
        }
        return (String(text[..<at]), point)
    }
}
