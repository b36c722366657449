import Columnar
import DeltaLog
import Foundation
import JSON

/// What the log says about the values in a data file, in a form that can be compared.
struct FileBounds: Sendable {
    /// A bound that values of one kind have.
    enum Bound: Sendable, Equatable {
        case int(Int)
        case number(Double)
        case text(String)
        /// Days since 1970-01-01.
        case date(Int)
        /// Microseconds since 1970-01-01T00:00:00.
        case time(Int)
    }

    /// The least and the greatest value of a column; a missing side is unknown.
    struct Range: Sendable {
        var low: Bound?
        var high: Bound?
        /// Whether all values are null.
        var isEmpty = false
    }

    private let ranges: [String: Range]

    init(_ file: AddFile, columns: [Column]) {
        guard let statistics = file.statistics else {
            ranges = [:]
            return
        }
        var ranges: [String: Range] = [:]
        for column in columns {
            let rows = statistics.numRecords
            let nulls = statistics.nullCount[column.fileName]?.int64Value
            ranges[column.name] = Range(
                low: statistics.minValues[column.fileName].flatMap { Bound($0, column.storage) },
                high: statistics.maxValues[column.fileName]
                    .flatMap { Bound($0, column.storage)?.rounded },
                isEmpty: rows != nil && rows == nulls
            )
        }
        self.ranges = ranges
    }

    /// The bounds of a row group of a Parquet file; what is not sure about its columns is unknown.
    init(_ group: ParquetSummary, columns: [Column]) {
        let leaves = Dictionary(group.columns.map { ($0.path, [$0]) }, uniquingKeysWith: +)
        var ranges: [String: Range] = [:]
        for column in columns {
            guard let found = leaves[column.fileName], found.count == 1, let leaf = found.first else { continue }
            let bounds = leaf.bounds.flatMap { Self.bounds($0, leaf.unit, column.storage) }
            let isEmpty = leaf.nullCount == group.rows
            ranges[column.name] = Range(low: bounds?.low, high: bounds?.high, isEmpty: isEmpty)
        }
        self.ranges = ranges
    }

    private static func bounds(
        _ bounds: ParquetSummary.Bounds,
        _ unit: ParquetSummary.Unit,
        _ type: DeltaType
    ) -> (low: Bound, high: Bound)? {
        switch (bounds, unit, type) {
        case (.int(let low, let high), .one, .byte), (.int(let low, let high), .one, .short),
            (.int(let low, let high), .one, .integer), (.int(let low, let high), .one, .long):
            (.int(low), .int(high))
        case (.int(let low, let high), .days, .date): (.date(low), .date(high))
        case (.int(let low, let high), .microseconds, .timestamp),
            (.int(let low, let high), .microseconds, .timestampNtz):
            (.time(low), .time(high))
        case (.double(let low, let high), .one, .float), (.double(let low, let high), .one, .double):
            (.number(low), .number(high))
        case (.bytes(let low, let high), .one, .string): text(low, high)
        default: nil
        }
    }

    private static func text(_ low: Data, _ high: Data) -> (low: Bound, high: Bound)? {
        guard let first = String(bytes: low, encoding: .utf8), let last = String(bytes: high, encoding: .utf8) else {
            return nil
        }
        return (.text(first), .text(last))
    }

    /// Whether a column may have a value between two bounds, of which either may be missing.
    func mayContain(_ column: String, from least: Bound?, to greatest: Bound?) -> Bool {
        guard let range = ranges[column] else { return true }
        if range.isEmpty { return false }
        if let least, let high = range.high, Self.isBelow(high, least) { return false }
        if let greatest, let low = range.low, Self.isAbove(low, greatest) { return false }
        return true
    }

    /// Whether a row of this file may have the same values in some columns as one of another file.
    func mayShare(_ columns: [String], _ other: FileBounds) -> Bool {
        columns.allSatisfy { column in
            guard let range = other.ranges[column] else { return true }
            return mayContain(column, from: range.low, to: range.high)
        }
    }

    /// The lesser of two bounds of one column.
    static func lesser(_ left: Bound, _ right: Bound) -> Bound { compare(left, right) == .greater ? right : left }

    /// The greater of two bounds of one column.
    static func greater(_ left: Bound, _ right: Bound) -> Bound { compare(left, right) == .less ? right : left }

    /// Whether nothing up to an upper bound reaches a value; text bounds of other writers may be cut short.
    private static func isBelow(_ high: Bound, _ value: Bound) -> Bool {
        guard case .text(let bound) = high, case .text(let text) = value else { return compare(high, value) == .less }
        return bound.utf8.lexicographicallyPrecedes(text.utf8) && !text.utf8.starts(with: bound.utf8)
    }

    private static func isAbove(_ low: Bound, _ value: Bound) -> Bool {
        compare(low, value) == .greater
    }

    private enum Order { case less, same, greater }

    /// The order of two bounds, `nil` where they cannot be compared exactly.
    private static func compare(_ left: Bound, _ right: Bound) -> Order? {
        switch (left, right) {
        case (.int(let first), .int(let second)), (.date(let first), .date(let second)),
            (.time(let first), .time(let second)):
            first < second ? .less : first > second ? .greater : .same
        case (.date, .time): left.midnight.flatMap { compare($0, right) }
        case (.time, .date): right.midnight.flatMap { compare(left, $0) }
        case (.text(let first), .text(let second)):
            first.utf8.lexicographicallyPrecedes(second.utf8)
                ? .less : second.utf8.lexicographicallyPrecedes(first.utf8) ? .greater : .same
        default: numbers(left.double, right.double)
        }
    }

    private static func numbers(_ first: Double?, _ second: Double?) -> Order? {
        guard let first, let second, !first.isNaN, !second.isNaN else { return nil }
        return first < second ? .less : first > second ? .greater : .same
    }
}

extension FileBounds.Bound {
    /// The number of a bound that is exact as one.
    fileprivate var double: Double? {
        switch self {
        case .int(let number): number.magnitude <= 1 << 53 ? Double(number) : nil
        case .number(let number): number
        case .text, .date, .time: nil
        }
    }

    /// The time at which a day begins; `nil` for no day and for one too far away.
    fileprivate var midnight: FileBounds.Bound? {
        guard case .date(let days) = self else { return nil }
        let (time, isBeyond) = days.multipliedReportingOverflow(by: 86_400_000_000)
        return isBeyond ? nil : .time(time)
    }

    /// The bound that the log's statistics have for a column of a type.
    init?(_ value: JSONValue, _ type: DeltaType) {
        switch type {
        case .byte, .short, .integer, .long:
            guard let number = value.int64Value else { return nil }
            self = .int(Int(number))
        case .float, .double:
            guard let number = value.doubleValue, number.isFinite else { return nil }
            self = .number(number)
        case .string:
            guard let text = value.stringValue else { return nil }
            self = .text(text)
        case .date:
            guard let days = value.stringValue.flatMap(CivilTime.days) else { return nil }
            self = .date(days)
        case .timestamp, .timestampNtz:
            guard let time = value.stringValue.flatMap(CivilTime.microseconds) else { return nil }
            self = .time(time)
        default: return nil
        }
    }

    /// The bound of a cell; `nil` for values that are not pruned by.
    init?(_ value: Value) {
        switch value {
        case .int(let number): self = .int(number)
        case .date(let days): self = .date(days)
        case .timestamp(let time): self = .time(time)
        case .float(let number) where !number.isNaN: self = .number(number)
        case .string(let text): self = .text(text)
        default: return nil
        }
    }

    /// An upper bound as it really is: those of timestamps are cut to milliseconds.
    fileprivate var rounded: FileBounds.Bound? {
        guard case .time(let time) = self else { return self }
        let (end, isBeyond) = time.addingReportingOverflow(999)
        return isBeyond ? nil : .time(end)
    }
}
