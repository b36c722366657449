import Columnar

/// What functions may use while they work on the rows of one query or change.
///
/// Files that they make are not collected while it lives; ``settle()`` brings them to the disk.
struct FunctionContext: Sendable {
    /// Takes the files that functions make.
    let media: MediaIntake
    /// The files of the batch that is worked on.
    let files = MediaFiles()
    /// Whether so many files are worked on at once that all cores have work.
    let isOneOfMany: Bool
    private let fetcher: (any SourceFetcher)?

    init(of table: Table, isOneOfMany: Bool = false) {
        self.isOneOfMany = isOneOfMany
        media = MediaIntake(table.store?.media)
        fetcher = table.store?.fetcher
    }

    private init(sharing context: FunctionContext) {
        media = context.media
        isOneOfMany = context.isOneOfMany
        fetcher = context.fetcher
    }

    /// The same for another batch.
    var forNextBatch: FunctionContext { FunctionContext(sharing: self) }

    /// Brings files that were made to the disk and gives them their names.
    func settle() async throws {
        try await media.settle()
    }

    /// Gets the media of the network that are the first arguments of rows; those on this machine, and what cannot be fetched,
    /// are left out.
    func fetchedMedia(_ rows: [[Value]?]) async throws -> FetchedMedia? {
        let uris = rows.compactMap { $0?[0].stringValue }
        guard uris.contains(where: SourceAddress.isRemote) else { return nil }
        let cells = uris.map { FetchedMedia.Cell(uri: $0, column: Column("", .document), row: 0) }
        return try await FetchedMedia(cells, by: fetcher, leavesOutFailures: true)
    }
}
