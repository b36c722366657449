extension Expression {
    /// Whether there is no value.
    public var isNull: Expression { .isNull(self) }

    /// Whether there is a value.
    public var isNotNull: Expression { .not(.isNull(self)) }

    /// Whether a value is one of several.
    ///
    /// ```swift
    /// let family = films["rating"].isIn(["G", "PG"])
    /// ```
    public func isIn(_ candidates: [some ExpressionConvertible]) -> Expression {
        .isIn(self, candidates.map(\.expression))
    }

    /// Whether a value is not less than a bound and not greater than another.
    public func isBetween(_ low: some ExpressionConvertible, _ high: some ExpressionConvertible) -> Expression {
        .between(self, low.expression, high.expression)
    }

    /// Whether text is like a pattern: `%` is any text, `_` any character, `\` makes the next one ordinary.
    public func isLike(_ pattern: String) -> Expression { .like(self, pattern: pattern) }

    /// One value where this condition is true, else another.
    ///
    /// ```swift
    /// let size = (photos["width"] > 1000).ifElse("large", "small")
    /// ```
    public func ifElse(_ value: some ExpressionConvertible, _ other: some ExpressionConvertible) -> Expression {
        .ifElse(self, value.expression, other.expression)
    }

    /// The value, or another where it is null.
    public func coalesce(_ others: any ExpressionConvertible...) -> Expression {
        call(.coalesce, others.map(\.expression))
    }

    /// Null where the value is another one.
    public func nullIf(_ other: some ExpressionConvertible) -> Expression { call(.nullif, [other.expression]) }

    /// The value as one of another type; what is no such value is an error.
    public func cast(to type: ColumnType) -> Expression { .cast(self, type) }

    /// The member of a name of a JSON object.
    ///
    /// ```swift
    /// let first = photos["meta"]["boxes"][0]["label"]
    /// ```
    public subscript(name: String) -> Expression { .member(self, name) }

    /// The element at an index of a JSON list or an array, from 0 on; an index below 0 counts from the end.
    public subscript(index: Int) -> Expression { .element(self, index) }

    /// A part of a JSON list or an array; indices below 0 count from the end, and what is beyond it is left out.
    ///
    /// - Parameters:
    ///   - start: The index of its first element.
    ///   - end: The index behind its last one; `nil` takes the rest.
    /// - Returns: The part.
    public func slice(from start: Int, to end: Int? = nil) -> Expression {
        .call(FilterFunction.arraySlice.rawValue, [self, start.expression] + (end.map { [$0.expression] } ?? []))
    }

    /// The elements of a JSON list or an array at some indices, from 0 on.
    public subscript(range: Range<Int>) -> Expression { slice(from: range.lowerBound, to: range.upperBound) }

    /// The result of a function that has no member here, such as one of the program's own.
    ///
    /// - Parameters:
    ///   - name: The function.
    ///   - arguments: What it is given.
    /// - Returns: The call.
    public static func function(_ name: String, _ arguments: any ExpressionConvertible...) -> Expression {
        .call(name, arguments.map(\.expression))
    }

    /// The expression as a column of a query's result.
    public func named(_ name: String) -> Selection { Selection(self, as: name) }

    func call(_ function: FilterFunction, _ more: [Expression] = []) -> Expression {
        .call(function.rawValue, [self] + more)
    }
}
