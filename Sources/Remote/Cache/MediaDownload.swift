/// The way of a medium into a file.
protocol MediaDownload: Sendable {
    /// How many bytes the file has.
    var received: Int { get }

    /// What tells whether the contents are still the same; when that is known, a download that broke off can go on.
    var validator: String? { get }

    /// Fetches until the file is whole.
    ///
    /// - Returns: Whether something came; not when the contents are those that are known.
    /// - Throws: A ``LighttableError`` that names the address and says what to do; `CancellationError`.
    func run() async throws -> Bool
}
