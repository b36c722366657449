import Columnar

/// One column of a source, and what becomes of it.
struct SourceColumn: Sendable {
    /// Its name in the source.
    let sourceName: String
    /// Its name in the table.
    let name: String
    /// What the caller wants it to be, or the table's column that it goes into.
    var override: ColumnOverride?
    /// Whether it is part of the primary key.
    var isKey: Bool
    /// Its type: as wanted, else as found so far.
    var type: ColumnType
    /// Whether timestamps in it are wall-clock times.
    var isLocalTime = false
    /// The names of the classes that its values are.
    var classNames: [String] = []
    /// Whether cells of the type in which the column is stored need no look, as the reader has made them.
    var areStored = false
    /// The table's column that it goes into, where there is one.
    private let existing: Column?
    /// What made its type what it is, such as ``line 4211 has `3.5` ``.
    var evidence: String?

    init(sourceName: String, name: String, override: ColumnOverride?, isKey: Bool) {
        self.sourceName = sourceName
        self.name = name
        self.override = override
        self.isKey = isKey
        existing = nil
        type = override?.type ?? .string
    }

    /// A column that goes into one that a table has, and takes its type.
    init(sourceName: String, existing: Column, isKey: Bool) {
        self.sourceName = sourceName
        self.existing = existing
        self.isKey = isKey
        name = existing.name
        override = ColumnOverride(existing.type, isRequired: !existing.isNullable)
        type = existing.type
        isLocalTime = existing.isLocalTime
    }

    /// Whether it goes into a column that a table has.
    var isExisting: Bool { existing != nil }

    /// Whether a null is an error.
    var isRequired: Bool { isKey || override?.isRequired == true }

    /// The column of the table.
    var column: Column {
        if let existing { return existing }
        var column = Column(name, type, isNullable: !isRequired, isLocalTime: isLocalTime)
        if type == .string || type == .int { column.classNames = classNames }
        return column
    }
}
