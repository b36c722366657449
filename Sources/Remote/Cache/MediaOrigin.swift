/// Where a medium of the network is.
enum MediaOrigin: Sendable {
    case web(HTTPTarget)
    case bucket(S3Address)

    /// Reads an address.
    ///
    /// - Throws: A ``LighttableError`` for text that is neither an address of S3 nor one of the web.
    init(_ address: String) throws {
        self = S3Address.isOne(address) ? .bucket(try S3Address(address)) : .web(try HTTPTarget(address))
    }

    /// A download of what is there.
    ///
    /// - Throws: A ``LighttableError`` when the file cannot be made.
    func download(_ plan: DownloadPlan, _ options: RemoteOptions) throws -> any MediaDownload {
        switch self {
        case .web(let target): try WebDownload(plan, target, HTTPClient(options: options))
        case .bucket(let address): S3Download(address, options.s3, plan)
        }
    }
}
