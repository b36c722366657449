import JSON

/// How the columns of the schema are found in the data files.
public enum ColumnMapping: String, Sendable {
    /// By their names.
    case none
    /// By other names, which the schema gives beside their own.
    case name
    /// By the field ids of Parquet, which the schema gives.
    case id

    /// The key of the setting.
    static let setting = "delta.columnMapping.mode"
    private static let idKey = "delta.columnMapping.id"
    private static let nameKey = "delta.columnMapping.physicalName"

    /// What a field is called in files, statistics and partition values.
    ///
    /// - Throws: ``DeltaError`` of code ``DeltaError/Code/malformedSchema`` when the schema does not say.
    public func physicalName(of field: DeltaField) throws -> String {
        guard self != .none else { return field.name }
        guard let name = field.metadata[Self.nameKey] else { throw Self.missing(Self.nameKey, field) }
        return name
    }

    /// The field id in the files, `nil` when ids do not matter.
    ///
    /// - Throws: ``DeltaError`` of code ``DeltaError/Code/malformedSchema`` when the schema does not say.
    public func fieldID(of field: DeltaField) throws -> Int? {
        guard self == .id else { return nil }
        let id = field.otherMetadata[Self.idKey]?.int64Value ?? field.metadata[Self.idKey].flatMap { Int64($0) }
        guard let id, let number = Int32(exactly: id) else { throw Self.missing(Self.idKey, field) }
        return Int(number)
    }

    private static func missing(_ key: String, _ field: DeltaField) -> DeltaError {
        DeltaError(
            .malformedSchema,
            "the table maps its columns to other names, but the schema has no \(key) for '\(field.name)'; rows can only "
                + "be read by the engine that wrote them"
        )
    }
}
