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
    private let outcomes: [String: Result<FetchedFile, LighttableError>]

    /// Fetches media, each once and several at the same time.
    ///
    /// - Parameters:
    ///   - cells: Those on this machine are left alone.
    ///   - fetcher: Gets them; without one there are none.
    ///   - leavesOutFailures: Whether what cannot be fetched is left out, and only ``failure(of:)`` tells why.
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
            outcomes = [:]
            return
        }
        try FileSystem.makeDirectory(folder)
        do {
            let fetched = try await Array(wanted.values.enumerated().map { (number: $0, cell: $1) })
                .concurrentMap { number, cell -> (String, Result<FetchedFile, LighttableError>) in
                    do {
                        let file = try await Self.fetch(cell, into: "\(folder)/\(number)", by: fetcher)
                        return (cell.uri, .success(file))
                    } catch let error as LighttableError {
                        if leavesOutFailures { return (cell.uri, .failure(error)) }
                        throw error.inCell(cell)
                    }
                }
            outcomes = Dictionary(uniqueKeysWithValues: fetched)
        } catch {
            FileSystem.remove(folder)
            throw error
        }
    }

    deinit { FileSystem.remove(folder) }

    /// The file of a medium that was fetched.
    package func path(of uri: String) -> String? { try? outcomes[uri]?.get().path }

    /// Why a medium was left out.
    func failure(of uri: String) -> LighttableError? {
        guard case .failure(let error)? = outcomes[uri] else { return nil }
        return error
    }

    /// Whether the file of a medium goes away with this.
    func isPassing(_ path: String) -> Bool { path.hasPrefix("\(folder)/") }

    private static func fetch(_ cell: Cell, into folder: String, by fetcher: any SourceFetcher) async throws
        -> FetchedFile
    {
        try FileSystem.makeDirectory(folder)
        let file = try await fetcher.medium(cell.uri, at: "\(folder)/\(name(of: cell.uri))")
        let start = try FileSystem.start(of: file.path, MediaSignature.byteCount)
        let ending = (file.path as NSString).pathExtension
        if let problem = MediaCheck(cell.column.type)?.problem(start, fileExtension: ending) {
            throw LighttableError(.invalidValue, "what is there \(problem)", at: .init(file: cell.uri))
        }
        return file
    }

    /// The last part of an address as the name of a file.
    private static func name(of uri: String) -> String {
        let name = URL(string: uri)?.lastPathComponent.replacing("/", with: "_") ?? ""
        return name.isEmpty || name == "_" || name.hasPrefix(".") || name.utf8.count > 200 ? "medium" : name
    }
}

extension FetchedMedia? {
    /// The file of a medium of this machine, or of one that was fetched.
    ///
    /// - Throws: A ``CellError`` that says why there is none.
    func file(of uri: String) throws -> String {
        if let path = self?.path(of: uri) ?? MediaLocation.path(of: uri) { return path }
        if let error = self?.failure(of: uri) { throw CellError("\(error)", code: error.code) }
        throw CellError("'\(uri.shortened)' cannot be read here", code: .fileNotFound)
    }
}

extension LighttableError {
    /// The error with the row and the column of a cell.
    fileprivate func inCell(_ cell: FetchedMedia.Cell) -> LighttableError {
        LighttableError(
            code,
            "row \(cell.row): column '\(cell.column.name)': \(self)",
            at: .init(column: cell.column.name, row: cell.row),
            cause: self
        )
    }
}
