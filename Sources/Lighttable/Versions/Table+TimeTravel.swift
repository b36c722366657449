public import Foundation

extension Table {
    /// An older version.
    ///
    /// - Parameter version: Its number.
    /// - Returns: A pinned handle.
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such version, or it is no longer kept.
    public func at(version: Int) async throws -> Table {
        try await Table.load(name: name, path: path, at: .version(version)).within(store)
    }

    /// The table as it was at some time: the newest version made at or before it.
    ///
    /// - Parameter time: The time.
    /// - Returns: A pinned handle.
    /// - Throws: A ``LighttableError`` of code `notFound` when the table begins later.
    public func at(_ time: Date) async throws -> Table {
        try await at(version: try await LogVersions(of: log).newest(at: time, of: self))
    }

    /// The version that a tag names.
    ///
    /// - Parameter tag: The tag.
    /// - Returns: A pinned handle.
    /// - Throws: A ``LighttableError`` of code `notFound` when there is no such tag.
    public func at(tag: String) async throws -> Table {
        try await at(version: try await latest().version(ofTag: tag))
    }

    /// Opens the table in a folder, at its newest version or at a point.
    static func load(name: String, path: String, at point: VersionPoint?) async throws -> Table {
        switch point {
        case nil: try await load(name: name, path: path, version: nil)
        case .version(let version): try await loadKept(name: name, path: path, version: version)
        case .time(let time): try await load(name: name, path: path, version: nil).at(time)
        case .tag(let tag): try await load(name: name, path: path, version: nil).at(tag: tag)
        }
    }

    private static func loadKept(name: String, path: String, version: Int) async throws -> Table {
        do {
            return try await load(name: name, path: path, version: version)
        } catch let error as LighttableError where error.code == .notFound {
            guard Store.isTable(path) else { throw error }
            let versions = try await LogVersions(of: FileLogStore(directory: "\(path)/_delta_log"))
            throw versions.missing(version, of: name, cause: error)
        }
    }
}
