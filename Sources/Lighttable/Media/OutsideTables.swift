import Foundation

/// The tables outside of a store that media were added to it for, which count like its own when unused media are
/// looked for.
struct OutsideTables {
    /// The list: a line with a URI for each table.
    let path: String

    /// Those that a media folder knows.
    init(of media: String) { path = "\(media)/.outside-tables" }

    /// Adds a table, unless it is there; it is on the disk when this returns.
    func note(_ folder: String) throws {
        guard !folders.contains(folder) else { return }
        let line = URL(filePath: folder, directoryHint: .isDirectory).absoluteString
        // A line end first ends a line that a crash cut short.
        try FileSystem.append(Data("\n\(line)\n".utf8), to: path)
    }

    /// The folders of the tables, all of which are there.
    ///
    /// - Throws: A ``LighttableError`` of code `notFound` for one that is not, because nobody knows what it names.
    func present() throws -> [String] {
        let folders = folders
        guard let missing = folders.first(where: { !FileSystem.isDirectory($0) }) else { return folders }
        throw LighttableError(
            .notFound,
            "no media were removed, because the table in \(missing) is not there and may name some; bring it back, or "
                + "take its line out of \(path) when it is gone for good",
            at: .init(file: missing)
        )
    }

    private var folders: [String] {
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return String(decoding: data, as: UTF8.self).split(separator: "\n")
            .map { line in
                let folder = URL(string: String(line))?.path(percentEncoded: false) ?? String(line)
                return folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
            }
    }
}
