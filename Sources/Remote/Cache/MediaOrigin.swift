/// Where a medium of the network is.
enum MediaOrigin: Sendable {
    case web(HTTPTarget)
    case bucket(S3Address)

    /// Reads an address; `nil` for one of another kind.
    init?(_ address: String) throws {
        if S3Address.isOne(address) {
            self = .bucket(try S3Address(address))
        } else if let target = try? HTTPTarget(address) {
            self = .web(target)
        } else {
            return nil
        }
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
