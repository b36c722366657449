import DeltaLog

/// What a column is called in the data files of a table that maps its columns.
struct MappedName: Sendable, Equatable {
    let mapping: ColumnMapping
    let name: String
    let id: Int?

    /// The name of a field, `nil` in a table that maps none.
    init?(_ field: DeltaField, _ mapping: ColumnMapping) throws {
        guard mapping != .none else { return nil }
        self.mapping = mapping
        name = try mapping.physicalName(of: field)
        id = try mapping.fieldID(of: field)
    }
}
