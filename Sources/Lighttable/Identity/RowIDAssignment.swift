/// What giving ids to rows came to.
public struct RowIDAssignment: Sendable {
    /// The table after it, at a new version when ids were missing.
    public let table: Table
    /// The rows that another engine wrote again and that have their former id.
    public var rowsRecognized = 0
    /// The rows that have a new id.
    public var rowsNew = 0

    /// What the history says.
    var message: String {
        let words = { (count: Int) in "\(count) row\(count == 1 ? "" : "s")" }
        return "\(words(rowsRecognized)) that another engine rewrote recognized, \(words(rowsNew)) with a new id"
    }
}
