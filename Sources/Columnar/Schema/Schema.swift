/// The columns of a batch or file, in order.
public struct Schema: Sendable, Hashable {
    /// The columns.
    public var fields: [Field]

    /// Creates a schema.
    public init(_ fields: [Field]) {
        self.fields = fields
    }

    /// The position of a column, `nil` when there is none of that name.
    public func index(of name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }
}
