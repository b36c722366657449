/// A named, typed column of a schema.
public struct Field: Sendable, Hashable {
    /// The column's name.
    public var name: String
    /// The column's type.
    public var type: DataType
    /// Whether the column may hold nulls.
    public var isNullable: Bool
    /// The field id by which a Parquet file's column is found, instead of by name.
    public var id: Int?
    /// Whether text is marked as JSON (`arrow.json`, Parquet's `JSON`) in files that are written.
    public var isJSON: Bool

    /// Creates a field.
    public init(
        _ name: String,
        _ type: DataType,
        isNullable: Bool = true,
        id: Int? = nil,
        isJSON: Bool = false
    ) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.id = id
        self.isJSON = isJSON
    }
}
