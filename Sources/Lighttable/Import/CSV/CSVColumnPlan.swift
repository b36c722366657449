import Columnar

/// What becomes of one column of a CSV file.
struct CSVColumnPlan {
    private let source: SourceColumn
    /// How the text is read now.
    var kind: CSVKind
    /// What last changed the kind.
    var evidence: String?

    init(_ source: SourceColumn) {
        self.source = source
        kind = source.override.map { CSVKind(reading: $0.type) } ?? .null
    }

    var sourceName: String { source.sourceName }
    var override: ColumnOverride? { source.override }

    /// The column, with the kind as it is now.
    var column: SourceColumn {
        var column = source
        if override == nil { column.type = kind.inferredType }
        if kind == .timestamp { column.isLocalTime = true }
        column.evidence = evidence
        return column
    }

    /// The kinds that take every value the present kind takes, nearest first.
    func widerKinds(inferTemporalTypes: Bool) -> [CSVKind] {
        if let override { return override.type == .timestamp ? kind.widerTimestamps : [] }
        let kinds = kind.wider
        return inferTemporalTypes ? kinds : kinds.filter { !$0.isTemporal }
    }
}

extension CSVKind {
    /// The kind that reads text as a type; those with a form of their own are read as text first.
    init(reading type: ColumnType) {
        switch type {
        case .bool: self = .bool
        case .int: self = .int
        case .float: self = .float
        case .date: self = .date
        case .timestamp: self = .timestamp
        case .decimal(let precision, let scale): self = .decimal(precision: precision, scale: scale)
        default: self = .string
        }
    }

    /// The type of a column whose values all fit the kind.
    var inferredType: ColumnType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .date: .date
        case .timestamp, .timestampWithOffset, .timestampMixed: .timestamp
        case .decimal(let precision, let scale): .decimal(precision: precision, scale: scale)
        case .null, .string: .string
        }
    }

    fileprivate var isTemporal: Bool {
        switch self {
        case .date, .timestamp, .timestampWithOffset, .timestampMixed: true
        default: false
        }
    }

    fileprivate var wider: [CSVKind] {
        switch self {
        case .null: [.bool, .int, .float, .date, .timestamp, .timestampWithOffset, .string]
        case .int: [.float, .string]
        case .date: [.timestamp, .string]
        case .string: []
        default: [.string]
        }
    }

    /// A column that was asked to be timestamps takes any mixture of them.
    fileprivate var widerTimestamps: [CSVKind] {
        switch self {
        case .timestamp: [.timestampWithOffset, .timestampMixed]
        case .timestampWithOffset: [.timestampMixed]
        default: []
        }
    }
}
