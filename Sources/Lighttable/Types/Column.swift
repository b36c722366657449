import DeltaLog

/// A named, typed column of a table.
public struct Column: Sendable, Equatable {
    /// The column's name.
    public var name: String
    /// The column's type.
    public var type: ColumnType
    /// Whether cells may be null.
    public var isNullable: Bool
    /// Whether timestamps are wall-clock times without a time zone rather than instants.
    public var isLocalTime: Bool
    /// The names of the classes that its texts are, or its numbers stand for, in the order of the numbers; none for other
    /// columns.
    public var classNames: [String] = []
    /// How its cells come about, for a computed column.
    public internal(set) var computed: ComputedColumn?
    /// The type in the Delta log; narrower than `type` asks for where another engine wrote the table.
    let storage: DeltaType
    /// The names it had before, oldest first.
    var formerNames: [String] = []
    /// Where the data files have it under another name.
    var mapped: MappedName?

    /// Creates a column as Lighttable itself stores it.
    public init(_ name: String, _ type: ColumnType, isNullable: Bool = true, isLocalTime: Bool = false) {
        self.init(name: name, type: type, isNullable: isNullable, isLocalTime: isLocalTime, storage: type.deltaType)
    }

    /// The same with another name.
    func renamed(_ name: String) -> Column {
        var column = self
        column.name = name
        return column
    }

    init(name: String, type: ColumnType, isNullable: Bool, isLocalTime: Bool, storage: DeltaType) {
        self.name = name
        self.type = type
        self.isNullable = isNullable
        self.isLocalTime = isLocalTime
        self.storage = storage
    }
}
