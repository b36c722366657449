/// A key that every task's data must have for a label config.
struct DataField: Sendable, Hashable {
    let name: String
    var kind: FieldKind
    /// Whether a list is wanted (`valueList`).
    var isList: Bool
    /// Whether the server or the editor cannot do without it.
    var isRequired: Bool
    /// Whether numbers may stay numbers.
    var takesNumbers: Bool
    /// The places below the key that tags show, when they show more than the value itself.
    var paths: [[Variable.Step]]
    /// The tag that decided the kind, for messages.
    var tag: String
    let line: Int

    /// Adds another use of the same key.
    mutating func merge(_ other: DataField) {
        if other.outranks(self) {
            kind = other.kind
            tag = other.tag
        }
        isList = isList || other.isList
        isRequired = isRequired || other.isRequired
        takesNumbers = takesNumbers && other.takesNumbers
        paths += other.paths.filter { !paths.contains($0) }
    }

    /// A video also plays in an Audio tag, and anything can be printed by a Text or Header.
    private func outranks(_ other: DataField) -> Bool {
        if other.kind == .video { return false }
        return kind == .video || other.kind == .text || other.kind == .any
    }
}
