/// How rows stand in a JSON file.
public struct JSONOptions: Sendable {
    /// Whether there is one object on each line; `nil` tells it by the name (`.jsonl`, `.ndjson`) and else by the first
    /// bytes: a list of objects, or objects one after the other.
    public var holdsLines: Bool?
    /// The keys that lead to the list of rows when the file is one large object, joined with points, such as
    /// `data.items`.
    public var recordsPath: String?

    /// Creates the options of plain JSON.
    public init() {}
}
