extension Expression {
    /// An operator between two operands.
    public enum BinaryOperator: String, Sendable, Hashable, CaseIterable {
        /// Either condition.
        case or = "OR"
        /// Both conditions.
        case and = "AND"
        /// The same value.
        case equal = "="
        /// Another value.
        case notEqual = "<>"
        /// Less.
        case less = "<"
        /// Less or the same.
        case lessOrEqual = "<="
        /// Greater.
        case greater = ">"
        /// Greater or the same.
        case greaterOrEqual = ">="
        /// Text after text.
        case concatenate = "||"
        /// The sum.
        case add = "+"
        /// The difference.
        case subtract = "-"
        /// The product.
        case multiply = "*"
        /// The quotient, with its fraction.
        case divide = "/"
        /// The remainder of integers, with the sign of the first.
        case remainder = "%"
    }
}

extension Expression.BinaryOperator {
    /// How tightly the operator binds.
    var precedence: Precedence {
        switch self {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .concatenate: .concatenation
        case .add, .subtract: .sum
        case .multiply, .divide, .remainder: .product
        }
    }
}
