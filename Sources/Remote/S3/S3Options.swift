/// Where objects of S3 are, and by whose keys; what is not said is as the AWS tools would do it on this machine.
public struct S3Options: Sendable {
    /// The server, where it is not AWS, such as `http://127.0.0.1:9000`.
    public var endpoint: String?
    /// The region of such a server; buckets of AWS are asked for theirs.
    public var region: String?
    /// The keys; without them the environment, `~/.aws` and the machine's role are asked, as
    /// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html describes.
    public var keys: Keys?

    /// A pair of keys.
    public struct Keys: Sendable {
        /// The access key's identifier.
        public let id: String
        /// The secret that belongs to it.
        public let secret: String
        /// What keys of a session come with.
        public let token: String?

        /// A pair of keys.
        ///
        /// - Parameters:
        ///   - id: The access key's identifier.
        ///   - secret: The secret that belongs to it.
        ///   - token: What keys of a session come with.
        public init(id: String, secret: String, token: String? = nil) {
            (self.id, self.secret, self.token) = (id, secret, token)
        }
    }

    /// The options that the environment sets: `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`, and `AWS_REGION` or
    /// `AWS_DEFAULT_REGION`.
    ///
    /// - Parameter environment: The variables.
    public init(environment: [String: String]) {
        func first(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        endpoint = first("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
        region = first("AWS_REGION", "AWS_DEFAULT_REGION")
    }
}
