extension Expression {
    /// A number without its sign.
    public var magnitude: Expression { call(.abs) }

    /// The nearest number with so many decimals; halves go away from zero.
    public func rounded(_ decimals: Int = 0) -> Expression {
        call(.round, decimals == 0 ? [] : [decimals.expression])
    }

    /// The next lower whole number.
    public func roundedDown() -> Expression { call(.floor) }

    /// The next higher whole number.
    public func roundedUp() -> Expression { call(.ceil) }

    /// The square root.
    public func squareRoot() -> Expression { call(.sqrt) }

    /// The number to the power of another.
    public func power(_ exponent: some ExpressionConvertible) -> Expression { call(.power, [exponent.expression]) }

    /// The natural logarithm.
    public func logarithm() -> Expression { call(.ln) }

    /// The number of elements of an array or a JSON list.
    public var count: Expression { call(.arrayLength) }
}
