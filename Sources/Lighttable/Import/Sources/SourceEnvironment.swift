/// What sources may use while they are opened.
///
/// It comes with the task, so that the formats need not hand it on: a file from the network is a file for them.
struct SourceEnvironment: Sendable {
    @TaskLocal static var current = SourceEnvironment()

    /// Gets what lies on the network.
    var fetcher: (any SourceFetcher)?
    /// Is told how far fetching has come.
    var progress: ImportProgress?

    /// What was copied already to find out its format.
    var spooled: SpooledSource?

    /// Tells of bytes that were fetched.
    var fetchProgress: FetchProgress? {
        guard let progress else { return nil }
        return { bytes, total in
            progress(ImportProgressUpdate(bytesRead: bytes, totalBytes: total, rows: 0, pass: 1))
        }
    }
}
