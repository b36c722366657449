import Columnar

/// A key of both sides of a join as values of one type.
struct JoinKeyPair {
    let left: OutputColumn
    let right: OutputColumn

    /// Checks the key.
    ///
    /// - Throws: A ``LighttableError`` when an expression does not fit its side, or the values cannot be equal.
    init(_ key: JoinKey, number: Int, _ left: Query, _ right: Query) throws {
        let name = "\(FunctionCall.prefix)key \(number)"
        let (first, second) = (left.resolved(key.left), right.resolved(key.right))
        let one = try left.output(Selection(first, as: name))
        let other = try right.output(Selection(second, as: name))
        switch try Self.fit(one.column, other.column) {
        case .same: (self.left, self.right) = (one, other)
        case .cast(let type):
            self.left = try left.output(Selection(.cast(first, type), as: name))
            self.right = try right.output(Selection(.cast(second, type), as: name))
        case .none: throw Self.misfit(key, one.column.type, other.column.type)
        }
    }

    private enum Fit {
        case same
        case cast(ColumnType)
        case none
    }

    private static func fit(_ left: Column, _ right: Column) throws -> Fit {
        guard left.type != .json, right.type != .json else { return .none }
        let (one, other) = (try left.arrowField().type, try right.arrowField().type)
        if one.isNested || other.isNested { return .none }
        if one == other { return .same }
        switch (left.type, right.type) {
        case (.int, .int): return .cast(.int)
        case (.float, .float), (.int, .float), (.float, .int), (.float, .decimal), (.decimal, .float):
            return .cast(.float)
        case (.int, .decimal(let precision, let scale)), (.decimal(let precision, let scale), .int):
            return cast(max(precision - scale, 19), scale)
        case (.decimal(let precision, let scale), .decimal(let otherPrecision, let otherScale)):
            return cast(max(precision - scale, otherPrecision - otherScale), max(scale, otherScale))
        case (.date, .timestamp) where !right.isLocalTime, (.timestamp, .date) where !left.isLocalTime:
            return .cast(.timestamp)
        default: return .none
        }
    }

    private static func cast(_ digits: Int, _ scale: Int) -> Fit {
        digits + scale <= 38 ? .cast(.decimal(precision: digits + scale, scale: scale)) : .cast(.float)
    }

    private static func misfit(_ key: JoinKey, _ left: ColumnType, _ right: ColumnType) -> LighttableError {
        let hint =
            left == .json || right == .json || left == right
            ? "take a value within, as in meta.id" : "CAST one of them, as in CAST(\(key.right) AS \(left))"
        return LighttableError(
            .invalidType,
            "rows cannot be joined where \(key.left) = \(key.right): the first is \(left), the second \(right); \(hint)"
        )
    }
}
