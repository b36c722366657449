import Foundation

extension Store {
    private static let trashPrefix = ".lighttable-trash-"

    /// Removes a table with all its versions, or a directory; this cannot be undone.
    ///
    /// It is gone at once and as a whole, even when the process ends before the last file is deleted.
    ///
    /// - Parameters:
    ///   - name: The table or directory.
    ///   - force: Whether a directory may hold tables or directories, which go with it, and a table may have views, which
    ///     stay as they are then.
    /// - Throws: A ``LighttableError``: `notFound`, `directoryNotEmpty`, or `unsupported` for a table with views.
    public func drop(_ name: String, force: Bool = false) async throws {
        let name = try TableName(name)
        let path = path(of: name)
        let parent = path.parentPath
        Self.emptyTrash(in: parent)
        guard let kind = kind(at: path) else { throw missing(name, path) }
        if kind == .directory, !force { try checkEmpty(name, path) }
        if kind != .directory, !force { try await checkNotShown(name, path) }
        let trash = "\(parent)/\(Self.trashPrefix)\(UUID().uuidString.lowercased())"
        guard try FileSystem.moveWithoutReplacing(path, to: trash) else { throw taken(name, "cannot be dropped") }
        try FileSystem.sync(parent)
        FileSystem.remove(trash)
    }

    /// Deletes what drops that were interrupted left in a folder.
    static func emptyTrash(in folder: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for name in names where name.hasPrefix(trashPrefix) { FileSystem.remove("\(folder)/\(name)") }
    }

    /// Refuses to do away with a table that views follow.
    func checkNotShown(
        _ name: TableName,
        _ path: String,
        remedy: String = ", or drop with force and leave the view as it is"
    ) async throws {
        let table = try? await Table.load(name: name.description, path: path, version: nil)
        guard let table, let view = try await views(of: table).first else { return }
        throw LighttableError(
            .unsupported,
            "the view '\(view.name)' follows '\(name)'; drop the view first\(remedy)",
            at: .init(table: name.description)
        )
    }

    private func checkEmpty(_ name: TableName, _ path: String) throws {
        let entries = Self.folders(below: path, prefix: "\(name).")
        guard !entries.isEmpty else { return }
        let tables = entries.count { Self.isTable($0.path) }
        let what = tables == 0 ? "directories" : tables == 1 ? "a table" : "\(tables) tables"
        throw LighttableError(
            .directoryNotEmpty,
            "the directory '\(name)' holds \(what), such as '\(entries[0].name)'; "
                + "move or drop what is in it, or drop it with force",
            at: .init(table: name.description)
        )
    }
}
