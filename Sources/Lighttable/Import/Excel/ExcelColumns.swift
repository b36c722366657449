import Columnar

/// What becomes of the columns of a sheet.
struct ExcelColumns {
    private let sources: [SourceColumn]
    /// What each is read as, as far as it is known.
    private(set) var kinds: [SheetKind]

    init(_ sources: [SourceColumn], kinds: [SheetKind]) {
        self.sources = sources
        self.kinds = kinds
    }

    /// Takes other kinds; returns whether a column that has no type of its own is affected.
    mutating func update(_ kinds: [SheetKind]) -> Bool {
        defer { self.kinds = kinds }
        return sources.indices.contains { sources[$0].override == nil && kinds[$0] != self.kinds[$0] }
    }

    /// The columns with what is known of them now.
    func columns(_ reader: SheetReader) -> [SourceColumn] {
        sources.indices.map { index in
            var column = sources[index]
            if column.override == nil { column.type = kinds[index].inferredType }
            column.isLocalTime = column.type == .timestamp
            column.evidence = reader.evidence(column: index).map { "cell \($0.reference) has `\($0.text.shortened)`" }
            return column
        }
    }

    /// What each column of a block is read as: cells of a wanted type as what they are, to be converted from there.
    func kinds(block: [SheetKind]) -> [SheetKind] {
        sources.indices.map { index in
            guard let type = sources[index].override?.type else { return kinds[index] }
            return type.isText ? .string : block[index].convertible(to: type)
        }
    }

    /// What the sheet holds that the table does not.
    func warnings(_ reader: SheetReader) -> [String] {
        sources.indices.flatMap { index -> [String] in
            let name = "column '\(sources[index].sourceName)'"
            let errors = isText(index) ? nil : reader.errors(column: index)
            let uncached = reader.uncachedFormulas(column: index)
            return [
                errors.map {
                    "\(name): \(Self.cells($0.count, "an error")) and became null, the first \($0.first.reference) "
                        + "with \($0.first.text)"
                },
                uncached.map {
                    "\(name): \(Self.cells($0.count, "a formula without a stored result")) and became null, the first "
                        + "\($0.first.reference); open the workbook in a spreadsheet program and save it"
                },
            ]
            .compactMap(\.self)
        }
    }

    private func isText(_ index: Int) -> Bool {
        sources[index].override?.type.isText ?? (kinds[index] == .string || kinds[index] == .null)
    }

    private static func cells(_ count: Int, _ what: String) -> String {
        count == 1 ? "1 cell has \(what)" : "\(count) cells have \(what)"
    }
}

extension SheetKind {
    /// The type of a column whose cells are all of the kind.
    fileprivate var inferredType: ColumnType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .float: .float
        case .date: .date
        case .timestamp: .timestamp
        case .time: .time
        case .duration: .duration
        case .null, .string, .value: .string
        }
    }

    /// The kind in which cells are handed on to be brought to a type; what has no column of its own goes as text.
    fileprivate func convertible(to type: ColumnType) -> SheetKind {
        switch type {
        case .bool, .int, .float, .date, .timestamp, .time, .duration:
            self == .null || self == .string || isClock != type.isClock ? .value : self
        default: .value
        }
    }

    private var isClock: Bool { self == .time || self == .duration }
}

extension ColumnType {
    fileprivate var isClock: Bool { self == .time || self == .duration }
}
