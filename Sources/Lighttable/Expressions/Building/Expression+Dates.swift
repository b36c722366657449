extension Expression {
    /// A part of the calendar or the clock.
    public enum DateUnit: String, Sendable, CaseIterable {
        /// A second.
        case second
        /// A minute.
        case minute
        /// An hour.
        case hour
        /// A day.
        case day
        /// A week, which begins on Monday.
        case week
        /// A month.
        case month
        /// Three months.
        case quarter
        /// A year.
        case year
    }

    /// The year of a date or time.
    public var year: Expression { call(.year) }

    /// The month, 1 to 12.
    public var month: Expression { call(.month) }

    /// The day of the month.
    public var day: Expression { call(.day) }

    /// The day of the week; Sunday is 0.
    public var dayOfWeek: Expression { call(.dayOfWeek) }

    /// The hour of a time.
    public var hour: Expression { call(.hour) }

    /// The minute of a time.
    public var minute: Expression { call(.minute) }

    /// The second of a time, without its fraction.
    public var second: Expression { call(.second) }

    /// The time at which a unit, such as a month, began.
    public func truncated(to unit: DateUnit) -> Expression {
        .call(FilterFunction.dateTrunc.rawValue, [unit.rawValue.expression, self])
    }
}
