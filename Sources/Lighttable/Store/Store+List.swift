import Foundation

extension Store {
    /// The directories and tables below a directory, each after the one it is in.
    ///
    /// - Parameter directory: Where to begin; `nil` lists the whole store.
    /// - Returns: The entries in the order of their names.
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such directory.
    public func list(_ directory: String? = nil) async throws -> [StoreEntry] {
        let root = try directory.map { try TableName($0) }
        let path = root.map(path(of:)) ?? tablesPath
        guard FileSystem.isDirectory(path) || root == nil else {
            throw LighttableError(.notFound, "there is no directory '\(directory ?? "")' in \(self.path)")
        }
        var entries: [StoreEntry] = []
        for folder in Self.folders(below: path, prefix: root.map { "\($0)." } ?? "") {
            entries.append(try await entry(folder.name, folder.path))
        }
        return entries
    }

    /// The names of all tables.
    func tableNames() -> [String] {
        Self.folders(below: tablesPath, prefix: "").filter { Self.isTable($0.path) }.map(\.name)
    }

    static func isTable(_ path: String) -> Bool {
        FileSystem.isDirectory("\(path)/_delta_log")
    }

    /// Directories and tables, depth first; what is inside a table is its own business.
    static func folders(below path: String, prefix: String) -> [(name: String, path: String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
            .flatMap { name -> [(name: String, path: String)] in
                let child = "\(path)/\(name)"
                guard FileSystem.isDirectory(child) else { return [] }
                let inner = isTable(child) ? [] : folders(below: child, prefix: "\(prefix)\(name).")
                return [("\(prefix)\(name)", child)] + inner
            }
    }

    private func entry(_ name: String, _ path: String) async throws -> StoreEntry {
        guard Self.isTable(path) else {
            return StoreEntry(name: name, kind: .directory, rows: nil, version: nil, bytes: nil, mediaColumns: [])
        }
        let table = try await Table.load(name: name, path: path, version: nil)
        return StoreEntry(
            name: name,
            kind: table.view == nil ? .table : .view,
            rows: try await table.count(),
            version: table.version,
            bytes: table.sizeInBytes,
            mediaColumns: table.columns.filter(\.type.isMedia).map(\.name)
        )
    }
}
