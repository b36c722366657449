/// One field of a structure value.
public struct NamedValue: Sendable, Hashable {
    /// The field's name.
    public var name: String
    /// The field's value.
    public var value: Value

    /// Creates a named value.
    public init(name: String, value: Value) {
        self.name = name
        self.value = value
    }
}
