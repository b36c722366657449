extension Expression {
    /// Whether two values are the same.
    public static func == (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.equal, left, right.expression)
    }

    /// Whether two values differ.
    public static func != (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.notEqual, left, right.expression)
    }

    /// Whether the first is less.
    public static func < (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.less, left, right.expression)
    }

    /// Whether the first is less or the same.
    public static func <= (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.lessOrEqual, left, right.expression)
    }

    /// Whether the first is greater.
    public static func > (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.greater, left, right.expression)
    }

    /// Whether the first is greater or the same.
    public static func >= (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.greaterOrEqual, left, right.expression)
    }

    /// Both conditions.
    public static func && (left: Expression, right: Expression) -> Expression { .binary(.and, left, right) }

    /// Either condition.
    public static func || (left: Expression, right: Expression) -> Expression { .binary(.or, left, right) }

    /// The opposite of a condition.
    public static prefix func ! (condition: Expression) -> Expression { .not(condition) }

    /// The opposite number.
    public static prefix func - (number: Expression) -> Expression { .negated(number) }

    /// The sum.
    public static func + (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.add, left, right.expression)
    }

    /// The difference.
    public static func - (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.subtract, left, right.expression)
    }

    /// The product.
    public static func * (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.multiply, left, right.expression)
    }

    /// The quotient, with its fraction.
    public static func / (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.divide, left, right.expression)
    }

    /// The remainder of integers, with the sign of the first.
    public static func % (left: Expression, right: some ExpressionConvertible) -> Expression {
        .binary(.remainder, left, right.expression)
    }

    /// The sum of a number and a value.
    public static func + (left: some Numeric & ExpressionConvertible, right: Expression) -> Expression {
        .binary(.add, left.expression, right)
    }

    /// A number less a value.
    public static func - (left: some Numeric & ExpressionConvertible, right: Expression) -> Expression {
        .binary(.subtract, left.expression, right)
    }

    /// A number times a value.
    public static func * (left: some Numeric & ExpressionConvertible, right: Expression) -> Expression {
        .binary(.multiply, left.expression, right)
    }

    /// A number divided by a value, with its fraction.
    public static func / (left: some Numeric & ExpressionConvertible, right: Expression) -> Expression {
        .binary(.divide, left.expression, right)
    }
}
