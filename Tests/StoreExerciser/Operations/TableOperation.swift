/// One thing to do to a table whose columns are `id Int!` (its key), `n Int`, `name String` and perhaps more of type Int.
enum TableOperation: Codable, Hashable, Sendable {
    /// One commit.
    case insert([Cells])
    /// One commit, of the rows of a source.
    case insertFrom([Cells])
    /// One call for each row, all at once.
    case insertTogether([Cells])
    /// By key; a row may name only some columns.
    case upsert([Cells])
    /// `n = n + 1` for keys from one up to another.
    case increment(from: Int, to: Int)
    /// `name = text` for keys from one up to another.
    case rename(from: Int, to: Int, text: String)
    case delete(from: Int, to: Int)
    case optimize
    case addColumn(String)
    case dropColumn(String)
    case renameColumn(String, to: String)
    case tag(String)
    case removeTag(String)
    case restore(tag: String)
    /// Reads all rows.
    case read
}

extension TableOperation {
    /// Whether it leaves the rows and columns as they are.
    var isNeutral: Bool {
        switch self {
        case .optimize, .tag, .removeTag, .read: true
        default: false
        }
    }

    /// Whether it counts files rather than rows.
    var isRestore: Bool {
        if case .restore = self { true } else { false }
    }
}
