/// Rows that can become a table or go into one: a file, a folder, or what another library hands out.
///
/// ```swift
/// let source = ImportSource.csv("films.csv")
/// let report = try await store.inspect(source)
/// let films = try await store.importTable("demo.films", from: source).table
/// try await films.insert(from: .csv("more-films.csv"))
/// ```
public struct ImportSource: Sendable {
    /// What errors and reports call it: the path as the caller gave it, or the address without its secrets.
    public let name: String
    /// What the caller gave.
    private let givenName: String
    /// Finds the source and makes it ready to be read.
    let open: @Sendable () async throws -> OpenSource

    init(name: String, open: @escaping @Sendable () async throws -> OpenSource) {
        self.name = SourceAddress.redacted(name)
        givenName = name
        self.open = open
    }

    /// A name as it may be shown: an address on the network without name, password, query and fragment.
    ///
    /// - Parameter name: A path or address.
    /// - Returns: The name; paths as they are.
    public static func publicName(of name: String) -> String { SourceAddress.redacted(name) }

    /// An error about the source that tells no secrets of its address.
    func redacted(_ error: LighttableError) -> LighttableError {
        guard name != givenName else { return error }
        var location = error.location
        location.file = location.file?.replacing(givenName, with: name)
        let message = error.message.replacing(givenName, with: name)
        return LighttableError(error.code, message, at: location, cause: error.cause)
    }
}

/// A source that is ready to be read; what was made for that goes away with it.
struct OpenSource: Sendable {
    let reader: any SourceReader
    /// The folder, or the address, against which relative paths in cells are resolved.
    let folder: String
    /// Keeps what the reader needs.
    var resources: [any AnyObject & Sendable] = []
}
