import Foundation

/// Media of the network in files of their own, which go away with it.
package final class FetchedMedia: Sendable {
    /// A cell with a medium that is wanted.
    package struct Cell: Sendable {
        let uri: String
        let column: Column
        /// The number of its row in the export, from 1 on.
        let row: Int

        /// A cell.
        package init(uri: String, column: Column, row: Int) {
            self.uri = uri
            self.column = column
            self.row = row
        }
    }

    private let folder: String
    private let files: [String: FetchedFile]

    /// Fetches media, each once and several at the same time.
    ///
    /// - Parameters:
    ///   - cells: Those on this machine are left alone.
    ///   - fetcher: Gets them; without one there are none.
    ///   - leavesOutFailures: Whether what cannot be fetched is left out.
    /// - Throws: A ``LighttableError`` that names row, column and address.
    package init(
        _ cells: [Cell],
        by fetcher: (any SourceFetcher)?,
        leavesOutFailures: Bool = false
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/lighttable-media-\(UUID().uuidString)"
        self.folder = folder
        var wanted: [String: Cell] = [:]
        for cell in cells where SourceAddress.isRemote(cell.uri) && wanted[cell.uri] == nil { wanted[cell.uri] = cell }
        guard let fetcher, !wanted.isEmpty else {
            files = [:]
            return
        }
        try FileSystem.makeDirectory(folder)
        do {
            let fetched = try await Array(wanted.values.enumerated().map { (number: $0, cell: $1) })
                .concurrentMap { number, cell -> (String, FetchedFile)? in
                    do {
                        return (cell.uri, try await Self.fetch(cell, into: "\(folder)/\(number)", by: fetcher))
                    } catch let error as LighttableError {
                        if leavesOutFailures { return nil }
                        throw error
                    }
                }
            files = Dictionary(uniqueKeysWithValues: fetched.compactMap(\.self))
        } catch {
            FileSystem.remove(folder)
            throw error
        }
    }

    deinit { FileSystem.remove(folder) }

    /// The file of a medium that was fetched.
    package func path(of uri: String) -> String? { files[uri]?.path }

    private static func fetch(_ cell: Cell, into folder: String, by fetcher: any SourceFetcher) async throws
        -> FetchedFile
    {
        try FileSystem.makeDirectory(folder)
        do {
            let file = try await fetcher.medium(cell.uri, at: "\(folder)/\(name(of: cell.uri))")
            let start = try FileSystem.start(of: file.path, MediaSignature.byteCount)
            let ending = (file.path as NSString).pathExtension
            if let problem = MediaCheck(cell.column.type)?.problem(start, fileExtension: ending) {
                throw LighttableError(.invalidValue, "what is there \(problem)", at: .init(file: cell.uri))
            }
            return file
        } catch let error as LighttableError {
            throw LighttableError(
                error.code,
                "row \(cell.row): column '\(cell.column.name)': \(error)",
                at: .init(column: cell.column.name, row: cell.row),
                cause: error
            )
        }
    }

    /// The last part of an address as the name of a file.
    private static func name(of uri: String) -> String {
        let name = URL(string: uri)?.lastPathComponent.replacing("/", with: "_") ?? ""
        return name.isEmpty || name == "_" || name.hasPrefix(".") || name.utf8.count > 200 ? "medium" : name
    }
}
