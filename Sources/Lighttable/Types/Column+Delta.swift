import Columnar
import DeltaLog

extension Column {
    /// The key of a field's metadata that names our type.
    static let typeKey = "lighttable.type"
    /// The key of a field's metadata that marks wall-clock times.
    static let timeZoneKey = "lighttable.tz"
    /// The key of a field's metadata that has the names of a column's classes.
    static let classNamesKey = "lighttable.classNames"
    /// The key of a field's metadata that keeps the names a column had before.
    static let formerNamesKey = "lighttable.formerNames"

    /// The column that a field of a Delta schema is; its own note wins over the copy in the table's configuration.
    init(_ field: DeltaField, noted copy: String? = nil) {
        let noted = (field.metadata[Self.typeKey] ?? copy).flatMap { try? ColumnType.parse($0).type }
        let fitting = noted.flatMap { $0.deltaType == field.type ? $0 : nil }
        self.init(
            name: field.name,
            type: fitting ?? ColumnType(foreign: field.type),
            isNullable: field.isNullable,
            isLocalTime: field.metadata[Self.timeZoneKey] == "local" || field.type == .timestampNtz,
            storage: field.type
        )
        formerNames = TableSettings.names(field.metadata[Self.formerNamesKey])
        classNames = TableSettings.names(field.metadata[Self.classNamesKey])
    }

    /// The field of a Delta schema for the column.
    var deltaField: DeltaField {
        var metadata = [Self.typeKey: type.description]
        if isLocalTime { metadata[Self.timeZoneKey] = "local" }
        if !classNames.isEmpty { metadata[Self.classNamesKey] = TableSettings.text(classNames) }
        if !formerNames.isEmpty { metadata[Self.formerNamesKey] = TableSettings.text(formerNames) }
        return DeltaField(name, storage, isNullable: isNullable, metadata: metadata)
    }

    /// The column's field in batches that are read or written.
    func arrowField() throws -> Field {
        Field(name, try storage.arrowType())
    }

    /// The column's field in the data files.
    func fileField() throws -> Field {
        guard let mapped else { return try arrowField() }
        return Field(mapped.name, try storage.arrowType(mapped.mapping), id: mapped.id)
    }

    /// The column's name in data files, statistics and partition values.
    var fileName: String { mapped?.name ?? name }
}
