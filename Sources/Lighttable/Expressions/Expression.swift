/// A condition or a computation over the columns of a row.
///
/// Null follows SQL: what is compared or computed with null is null, `AND` and `OR` know three truth values, and a
/// filter keeps the rows for which it is true. Integers that overflow are an error; `/` divides as `Float` does, so
/// that `1 / 0` is infinite; `x % 0` is null. NaN equals nothing, not even NaN. A path through JSON (`meta.boxes[0].label`)
/// gives null where there is no such value, and a value of another type than is asked for is null, too.
///
/// ```swift
/// let labelled = try Expression("annotations IS NOT NULL AND width > 100")
/// for try await row in try table.where(labelled).rows() { print(row) }
/// ```
public indirect enum Expression: Sendable, Hashable {
    /// The value of a column.
    case column(String)
    /// A value that is the same for every row.
    case literal(Literal)
    /// Whether a condition is false.
    case not(Expression)
    /// A number with its sign turned.
    case negated(Expression)
    /// Two operands and the operator between them.
    case binary(BinaryOperator, Expression, Expression)
    /// Whether there is no value.
    case isNull(Expression)
    /// Whether a value equals one of several.
    case isIn(Expression, [Expression])
    /// Whether a value is not less than the first bound and not greater than the second.
    case between(Expression, Expression, Expression)
    /// Whether text is like a pattern: `%` is any text, `_` any character, `\` makes the next one ordinary.
    case like(Expression, pattern: String)
    /// The result of a function.
    case call(String, [Expression])
    /// The member of that name of a JSON object.
    case member(Expression, String)
    /// The element at an index of a JSON list or an array, from 0 on; an index below 0 counts from the end.
    case element(Expression, Int)
    /// A value as another type.
    case cast(Expression, ColumnType)
    /// The second value where the first, a condition, is true, else the third.
    case ifElse(Expression, Expression, Expression)
}

extension Expression {
    /// Reads an expression.
    ///
    /// ```sql
    /// rating IN ('PG', 'G') AND (width * height > 1e6 OR "odd name" LIKE '%.png') AND taken >= DATE '2026-01-31'
    /// ```
    ///
    /// - Parameter text: The expression, in SQL's spelling.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that names the character.
    public init(_ text: String) throws {
        self = try ExpressionParser.parse(text)
    }

    /// Both conditions.
    public func and(_ other: Expression) -> Expression {
        .binary(.and, self, other)
    }

    /// Either condition.
    public func or(_ other: Expression) -> Expression {
        .binary(.or, self, other)
    }

    /// The columns that the expression looks at.
    public var columnNames: Set<String> {
        if case .column(let name) = self { return [name] }
        return operands.reduce(into: []) { $0.formUnion($1.columnNames) }
    }

    /// The expressions directly below this one.
    var operands: [Expression] {
        switch self {
        case .column, .literal: []
        case .not(let operand), .negated(let operand), .isNull(let operand), .like(let operand, _): [operand]
        case .member(let operand, _), .element(let operand, _), .cast(let operand, _): [operand]
        case .ifElse(let condition, let value, let other): [condition, value, other]
        case .binary(_, let left, let right): [left, right]
        case .isIn(let value, let candidates): [value] + candidates
        case .between(let value, let low, let high): [value, low, high]
        case .call(_, let arguments): arguments
        }
    }
}
