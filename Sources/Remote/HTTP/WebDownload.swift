import HTTP

/// The way of a medium from the web into a file.
struct WebDownload: MediaDownload {
    private let download: HTTPDownload
    private let target: HTTPTarget
    private let client: HTTPClient

    /// - Throws: A ``LighttableError`` when the file cannot be made.
    init(_ plan: DownloadPlan, _ target: HTTPTarget, _ client: HTTPClient) throws {
        download = try HTTPDownload(plan, of: target.name)
        (self.target, self.client) = (target, client)
    }

    var received: Int { download.received }

    var validator: String? { download.validator }

    func run() async throws -> Bool { try await download.run(target, client).head.status != 304 }
}
