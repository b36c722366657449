import Columnar

extension Aggregation {
    /// Refuses what cannot be computed of anything.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidOption`.
    func check() throws {
        if expression == nil, function != .count {
            throw LighttableError(.invalidOption, "\(function.rawValue) needs an expression; only count does without")
        }
        guard function == .quantile || fraction == nil else {
            throw LighttableError(.invalidOption, "\(function.rawValue) takes no fraction; only quantile does")
        }
        guard function == .quantile, !(fraction.map((0...1).contains) ?? false) else { return }
        throw LighttableError(
            .invalidOption,
            "quantile takes a fraction from 0 to 1, such as 0.5 for the median\(fraction.map { ", not \($0)" } ?? "")"
        )
    }

    /// The type of the result.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidType` when the function cannot be computed of a column.
    func type(of column: Column) throws -> ColumnType {
        switch (function, column.type) {
        case (.count, _), (.countDistinct, _): return .int
        case (.collect, _): return .json
        case (.sum, .int): return .int
        case (.sum, .decimal(_, let scale)): return .decimal(precision: 38, scale: scale)
        case (.sum, .float), (.mean, .int), (.mean, .float), (.stddev, .int), (.stddev, .float), (.variance, .int),
            (.variance, .float), (.median, .int), (.median, .float), (.quantile, .int), (.quantile, .float):
            return .float
        case (.min, .json), (.max, .json), (.min, .array), (.max, .array): break
        case (.min, _), (.max, _), (.first, _), (.last, _): return column.type
        default: break
        }
        throw LighttableError(
            .invalidType,
            "\(function.rawValue) of '\(expression.map { "\($0)" } ?? "")' cannot be computed, which is \(column.type)",
            at: .init(column: column.name)
        )
    }

    /// Whether the result is in floating point, whatever numbers it is computed of.
    var isOfFloatingPoint: Bool { [.mean, .stddev, .variance, .median, .quantile].contains(function) }

    /// The aggregate that computes it of a column.
    ///
    /// - Parameters:
    ///   - column: Where the column is.
    ///   - type: The type of the result.
    /// - Returns: The aggregate.
    func aggregate(of column: Int, _ type: ColumnType) -> GroupAggregator.Aggregate {
        switch function {
        case .sum where type != .float: .init("exact_sum", column: column)
        case .median: .init("quantile", column: column)
        case .quantile: .init("quantile", column: column, fraction: fraction ?? 0.5)
        case .collect: .init("list", column: column)
        default: .init(function.rawValue, column: column)
        }
    }
}
