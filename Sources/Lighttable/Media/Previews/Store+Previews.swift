import Columnar

extension Store {
    /// Looks at media that cells name.
    ///
    /// - Parameters:
    ///   - cells: The cells.
    ///   - fetchesPictures: Whether pictures of the network are fetched into the cache for media; other media never are.
    /// - Returns: What is there, in the order of the cells; `nil` for what is not, or cannot be fetched.
    /// - Throws: `CancellationError`, and a ``LighttableError`` when there is no room for what is fetched.
    package func previews(of cells: [FetchedMedia.Cell], fetchesPictures: Bool) async throws -> [MediaPreview?] {
        let pictures = fetchesPictures ? cells.filter { $0.column.type == .image } : []
        let fetched = try await FetchedMedia(pictures, by: fetcher, leavesOutFailures: true)
        return try await cells.concurrentMap { cell in
            try await BlockingExecutor(label: "lighttable.preview").run { MediaPreview(cell, fetched) }
        }
    }
}
