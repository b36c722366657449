import Columnar

/// Two queries whose rows are put side by side where their keys are equal.
struct Join: Sendable {
    private(set) var left: Query
    private(set) var right: Query
    let kind: JoinKind
    /// The columns of both sides, the first side's first.
    let columns: [Column]
    /// How they come about on their sides.
    let leftOutputs: [OutputColumn]
    let rightOutputs: [OutputColumn]
    /// The keys of both sides, of the same types.
    let leftKeys: [OutputColumn]
    let rightKeys: [OutputColumn]
    private let keys: [JoinKey]
    private let prefix: String

    /// Checks names and keys.
    ///
    /// - Throws: A ``LighttableError`` when a name is there twice, or a key does not fit.
    init(_ left: Query, _ right: Query, on keys: [JoinKey], kind: JoinKind, prefix: String) throws {
        guard !keys.isEmpty else {
            throw LighttableError(.invalidOption, "a join needs a key, such as JoinKey(\"id\"); name at least one")
        }
        (self.left, self.right, self.kind, self.keys, self.prefix) = (left, right, kind, keys, prefix)
        (leftOutputs, rightOutputs) = (try left.checked(), try right.checked())
        let pairs = try keys.enumerated().map { try JoinKeyPair($1, number: $0, left, right) }
        (leftKeys, rightKeys) = (pairs.map(\.left), pairs.map(\.right))
        let others = rightOutputs.map { output in
            var column = output.column.joined(as: prefix + output.column.name)
            if kind == .left { column.isNullable = true }
            return column
        }
        columns = leftOutputs.map { $0.column.joined(as: $0.column.name) } + others
        try refuseTwins()
    }

    /// What is joined, for an error.
    var name: String { "'\(left.table.name)' and '\(right.table.name)'" }

    /// The join in words.
    var description: String {
        let pairs = keys.map { "\($0.left) = \($0.right)" }.joined(separator: " AND ")
        return "\(kind.rawValue) join with \(right.table.name) (version \(right.table.version)) on \(pairs)"
    }

    /// Whether a condition on the joined rows could be asked of one side, which then was done.
    mutating func takes(_ condition: Expression) -> Bool {
        let names = condition.columnNames
        if !left.isCut, names.isSubset(of: leftOutputs.map(\.column.name)) {
            left = left.where(left.resolved(condition))
            return true
        }
        guard kind == .inner, !right.isCut, names.isSubset(of: rightOutputs.map { prefix + $0.column.name }) else {
            return false
        }
        right = right.where(right.resolved(condition.removingPrefix(prefix)))
        return true
    }

    private func refuseTwins() throws {
        let twins = Dictionary(grouping: columns.map(\.name)) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
        guard !twins.isEmpty else { return }
        let names = twins.map { "'\($0)'" }.joined(separator: ", ")
        throw LighttableError(
            .invalidOption,
            "both \(name) have \(names); select or rename columns (AS) on one side, or give a prefix for the other's",
            at: .init(column: twins[0])
        )
    }
}

extension Query {
    /// Whether other rows would come if some were filtered out before.
    fileprivate var isCut: Bool { sampling != nil || rowOffset != 0 || rowLimit != nil }
}

extension Expression {
    fileprivate func removingPrefix(_ prefix: String) -> Expression {
        if case .column(let name) = self { return .column(String(name.dropFirst(prefix.count))) }
        return mappingOperands { $0.removingPrefix(prefix) }
    }
}

extension Column {
    /// The column as a join has it, which no file does.
    fileprivate func joined(as name: String) -> Column {
        var column = self
        (column.name, column.mapped, column.formerNames, column.computed) = (name, nil, [], nil)
        return column
    }
}
