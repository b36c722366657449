extension Expression {
    /// The same expression over other operands.
    ///
    /// - Parameter transform: Gives what takes the place of each operand directly below this expression.
    /// - Returns: The expression.
    /// - Throws: What the transform throws.
    func mappingOperands(_ transform: (Expression) throws -> Expression) rethrows -> Expression {
        switch self {
        case .column, .literal: self
        case .not(let operand): .not(try transform(operand))
        case .negated(let operand): .negated(try transform(operand))
        case .isNull(let operand): .isNull(try transform(operand))
        case .like(let operand, let pattern): .like(try transform(operand), pattern: pattern)
        case .member(let operand, let name): .member(try transform(operand), name)
        case .element(let operand, let index): .element(try transform(operand), index)
        case .cast(let operand, let type): .cast(try transform(operand), type)
        case .ifElse(let condition, let value, let other):
            .ifElse(try transform(condition), try transform(value), try transform(other))
        case .binary(let symbol, let left, let right): .binary(symbol, try transform(left), try transform(right))
        case .isIn(let value, let candidates): .isIn(try transform(value), try candidates.map(transform))
        case .between(let value, let low, let high):
            .between(try transform(value), try transform(low), try transform(high))
        case .call(let name, let arguments): .call(name, try arguments.map(transform))
        }
    }

    /// The same expression over a column that has another name.
    func renamingColumn(_ column: String, to newName: String) -> Expression {
        if case .column(column) = self { return .column(newName) }
        return mappingOperands { $0.renamingColumn(column, to: newName) }
    }
}
