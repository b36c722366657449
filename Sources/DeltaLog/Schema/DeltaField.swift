public import JSON

/// A column, or a field of a struct.
public struct DeltaField: Sendable, Equatable {
    /// The name.
    public var name: String
    /// The type of the values.
    public var type: DeltaType
    /// Whether values may be missing.
    public var isNullable: Bool
    /// Remarks about the field, as strings: some engines turn other values into strings.
    public var metadata: [String: String]
    /// Remarks of others that are not strings, kept when the schema is written again.
    public var otherMetadata: JSONObject

    /// Creates a field.
    public init(
        _ name: String,
        _ type: DeltaType,
        isNullable: Bool = true,
        metadata: [String: String] = [:],
        otherMetadata: JSONObject = [:]
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.metadata = metadata
        self.otherMetadata = otherMetadata
    }

    func contains(_ condition: (DeltaField) -> Bool) -> Bool {
        condition(self) || type.children.contains { $0.contains(condition) }
    }
}
