/// How the columns of two versions differ.
public struct ColumnChanges: Sendable, Equatable {
    /// A column that is in both versions, perhaps under another name.
    public struct Pair: Sendable, Equatable {
        /// The column in the first version.
        public let from: Column
        /// The column in the second.
        public let to: Column
    }

    /// The columns that only the second version has.
    public let added: [Column]
    /// The columns that only the first version has.
    public let removed: [Column]
    /// The columns that both have.
    public let common: [Pair]

    init(from: [Column], to: [Column]) {
        let before = Dictionary(from.map { ($0.name, $0) }) { first, _ in first }
        let now = Set(to.map(\.name))
        let former = Dictionary(from.flatMap { column in column.formerNames.map { ($0, column) } }) { $1 }
        var pairs: [Pair] = []
        var added: [Column] = []
        for column in to {
            let renamed = column.formerNames.last { before[$0] != nil && !now.contains($0) }.flatMap { before[$0] }
            let unrenamed = former[column.name].flatMap { now.contains($0.name) ? nil : $0 }
            if let source = before[column.name] ?? renamed ?? unrenamed {
                pairs.append(Pair(from: source, to: column))
            } else {
                added.append(column)
            }
        }
        let paired = Set(pairs.map(\.from.name))
        self.added = added
        self.common = pairs
        self.removed = from.filter { !paired.contains($0.name) }
    }

    /// The columns that have another name.
    public var renamed: [Pair] { common.filter { $0.from.name != $0.to.name } }

    /// The columns that have another type, or may or may not be null now.
    public var altered: [Pair] {
        common.filter { $0.from.type != $0.to.type || $0.from.isNullable != $0.to.isNullable }
    }

    /// Whether all columns are the same.
    public var isEmpty: Bool {
        added.isEmpty && removed.isEmpty && renamed.isEmpty && altered.isEmpty
    }

    /// One text for each change.
    var summary: [String] {
        added.map { "+\($0.name) \($0.declaredType)" } + removed.map { "-\($0.name)" }
            + renamed.map { "\($0.from.name) -> \($0.to.name)" }
            + altered.map { "\($0.to.name) \($0.from.declaredType) -> \($0.to.declaredType)" }
    }
}

extension Column {
    /// The type as on the command line, with `!` when the column is required.
    var declaredType: String { "\(type)\(isNullable ? "" : "!")" }
}
