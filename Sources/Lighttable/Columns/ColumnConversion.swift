import Columnar
import Foundation

/// Turns the values of a column into those of a wider type.
struct ColumnConversion: Sendable {
    private enum Method: Sendable {
        /// The values are kept the same way.
        case none
        case values(@Sendable (Value) -> Value?)
    }

    private let former: Column
    private let type: ColumnType
    private let method: Method

    /// - Throws: A ``LighttableError`` of code `invalidType` when values of the one type need not fit the other.
    init(_ former: Column, to type: ColumnType) throws {
        self.former = former
        self.type = type
        guard let method = Self.method(former.type, type) else {
            throw LighttableError(
                .invalidType,
                "column '\(former.name)' is \(former.type) and cannot become \(type), which is not wider; "
                    + "add another column and fill it instead",
                at: .init(column: former.name)
            )
        }
        self.method = method
    }

    /// Whether the data files have to be written again.
    var rewritesFiles: Bool {
        if case .values = method { true } else { false }
    }

    /// The column afterwards.
    func column(isNullable: Bool) -> Column {
        var column = Column(
            name: former.name,
            type: type,
            isNullable: isNullable,
            isLocalTime: former.isLocalTime,
            storage: rewritesFiles ? type.deltaType : former.storage
        )
        column.formerNames = former.formerNames
        if type == .int || type == .string { column.classNames = former.classNames }
        return column
    }

    /// The value of one cell, `nil` when it does not fit.
    func converted(_ value: Value) -> Value? {
        guard case .values(let convert) = method, !value.isNull else { return value }
        return convert(value)
    }

    /// The values of some rows.
    ///
    /// - Throws: A ``LighttableError`` of code `invalidValue` for the first value that does not fit.
    func converted(_ values: ColumnVector, to column: Column) throws -> ColumnVector {
        guard rewritesFiles else { return values }
        let builder = try ColumnBuilder(try column.arrowField())
        for index in 0..<values.count {
            let value = values.value(at: index)
            guard let result = converted(value) else { throw misfit(value) }
            try builder.append(result)
        }
        return try builder.finish()
    }

    private func misfit(_ value: Value) -> LighttableError {
        LighttableError(
            .invalidValue,
            "column '\(former.name)' cannot become \(type): \(value.plainText) does not fit; correct it first",
            at: .init(column: former.name)
        )
    }

    private static func method(_ from: ColumnType, _ to: ColumnType) -> Method? {
        if from == to { return Method.none }
        switch (from, to) {
        case (.string, .json): return .values(json)
        case (.string, _) where to.isMedia: return Method.none
        case (_, .string) where from.isText: return Method.none
        case (.bool, .string), (.int, .string), (.float, .string), (.date, .string), (.timestamp, .string),
            (.decimal, .string):
            return .values(text)
        case (.int, .float): return .values(float)
        case (.date, .timestamp): return .values(midnight)
        case (.int, .decimal(_, let scale)): return .values { decimal($0.intValue.map(String.init), scale: scale, to) }
        case (.decimal(let precision, let scale), .decimal(let newPrecision, let newScale)):
            let grows = newScale >= scale && newPrecision - newScale >= precision - scale
            return grows ? .values { decimal(text($0)?.stringValue, scale: newScale, to) } : nil
        default: return nil
        }
    }

    @Sendable
    private static func json(_ value: Value) -> Value? {
        value.stringValue.flatMap { try? JSONTransform().value(of: $0) }
    }

    @Sendable
    private static func text(_ value: Value) -> Value? {
        switch value {
        case .bool(let truth): .string(truth ? "true" : "false")
        case .int(let number): .string(String(number))
        case .float(let number): .string(String(number))
        case .decimal(let text): .string(text)
        case .date(let days): .string(CivilTime.text(days: days))
        case .timestamp(let microseconds): .string(CivilTime.text(microseconds: microseconds, isLocal: false))
        default: nil
        }
    }

    @Sendable
    private static func float(_ value: Value) -> Value? {
        value.intValue.flatMap { Double(exactly: $0) }.map(Value.float)
    }

    @Sendable
    private static func midnight(_ value: Value) -> Value? {
        guard case .date(let days) = value else { return nil }
        let (microseconds, overflows) = days.multipliedReportingOverflow(by: 86_400_000_000)
        return overflows ? nil : .timestamp(microseconds)
    }

    /// The number with as many decimals as the type has, `nil` when it has more digits than the type.
    private static func decimal(_ text: String?, scale: Int, _ type: ColumnType) -> Value? {
        guard let text, case .decimal(let precision, _) = type else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1)
        let whole = parts.first.map(String.init) ?? "0"
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        guard whole.count(where: \.isNumber) + scale <= precision || whole.allSatisfy({ "-0".contains($0) }) else {
            return nil
        }
        let digits = fraction + String(repeating: "0", count: max(0, scale - fraction.count))
        return .decimal(digits.isEmpty ? whole : "\(whole).\(digits)")
    }
}
