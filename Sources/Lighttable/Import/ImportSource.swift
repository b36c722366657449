/// Rows that can become a table or go into one: a file, a folder, or what another library hands out.
///
/// ```swift
/// let source = ImportSource.csv("films.csv")
/// let report = try await store.inspect(source)
/// let films = try await store.importTable("demo.films", from: source).table
/// try await films.insert(from: .csv("more-films.csv"))
/// ```
public struct ImportSource: Sendable {
    /// What errors and reports call it: the path or address as the caller gave it.
    public let name: String
    /// Finds the source and makes it ready to be read.
    let open: @Sendable () async throws -> OpenSource

    init(name: String, open: @escaping @Sendable () async throws -> OpenSource) {
        self.name = name
        self.open = open
    }
}

/// A source that is ready to be read; what was made for that goes away with it.
struct OpenSource: Sendable {
    let reader: any SourceReader
    /// The folder against which relative paths in cells are resolved.
    let folder: String
    /// Keeps what the reader needs.
    var resources: [any AnyObject & Sendable] = []
}
