/// A dataset from the network, as files in a folder.
public struct FetchedDataset: Sendable {
    /// The folder.
    public let path: String
    /// The configuration that was asked for.
    public let configuration: String?
    /// The files in the folder that are meant, `nil` for all.
    public let files: [String]?
    /// What the dataset says about itself, as JSON.
    public let card: String?
    /// Keeps the files from being cleaned up.
    public let lease: (any AnyObject & Sendable)?

    /// Creates the description of a fetched dataset.
    public init(
        path: String,
        configuration: String? = nil,
        files: [String]? = nil,
        card: String? = nil,
        lease: (any AnyObject & Sendable)? = nil
    ) {
        self.path = path
        self.configuration = configuration
        self.files = files
        self.card = card
        self.lease = lease
    }
}
