/// A type that the caller asks for instead of the inferred one.
public struct ColumnOverride: Sendable, Hashable {
    /// The type.
    public var type: ColumnType
    /// Whether a null is an error.
    public var isRequired: Bool

    /// Creates an override.
    public init(_ type: ColumnType, isRequired: Bool = false) {
        self.type = type
        self.isRequired = isRequired
    }
}
