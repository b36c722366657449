import Columnar

extension FilterCompiler {
    /// Both operands as one kind in which they compare as they should.
    func comparable(_ left: FilterOperand, _ right: FilterOperand) throws -> (FilterOperand, FilterOperand) {
        guard left.kind != .opaque, right.kind != .opaque else { throw opaque(left.kind == .opaque ? left : right) }
        if left.kind == .json || right.kind == .json {
            guard let pair = comparableDocuments(left, right) else { throw incomparable(left, right) }
            return pair
        }
        if left.kind == .null && right.kind == .null { return (left.asTruth, right.asTruth) }
        if let pair = Self.decimals(left, right) { return pair }
        if left.kind.isNumber && right.kind.isNumber && left.kind != right.kind {
            return try pair(left, right, as: .float)
        }
        if let same = right.converted(to: left.kind) { return (left, same) }
        if let same = left.converted(to: right.kind) { return (same, right) }
        throw incomparable(left, right)
    }

    /// All operands as one kind; numbers of several kinds are floats, dates beside times are times.
    func unified(_ operands: [FilterOperand]) throws -> [FilterOperand] {
        if let opaque = operands.first(where: { $0.kind == .opaque }) { throw self.opaque(opaque) }
        if let kind = Self.kind(ofDocumentsAmong: operands) { return operands.compactMap { $0.converted(to: kind) } }
        let known = operands.filter { $0.kind != .null }
        guard let first = known.first else { return operands.map(\.asTruth) }
        var kind = first.kind
        if let other = known.first(where: { $0.kind != kind }) {
            guard let common = Self.common(known.map(\.kind)) else { throw incomparable(first, other) }
            kind = common
        }
        return operands.compactMap { $0.converted(to: kind) }
    }

    /// The kind of values of which some, but not all, are JSON; `nil` when none is, or nothing else.
    private static func kind(ofDocumentsAmong operands: [FilterOperand]) -> ValueKind? {
        guard operands.contains(where: { $0.kind == .json }) else { return nil }
        let others = operands.map(\.kind).filter { $0 != .json && $0 != .null }
        return others.isEmpty ? nil : documentKind(beside: others)
    }

    private static func common(_ kinds: [ValueKind]) -> ValueKind? {
        if kinds.allSatisfy(\.isNumber) { return .float }
        if kinds.allSatisfy({ $0 == .int || $0 == .time }) { return .time }
        return kinds.allSatisfy { $0 == .date || $0 == .timestamp } ? .timestamp : nil
    }

    /// Both as decimals of one precision, when one is a decimal and neither loses a digit.
    private static func decimals(_ left: FilterOperand, _ right: FilterOperand) -> (FilterOperand, FilterOperand)? {
        guard left.kind.isDecimal || right.kind.isDecimal, let first = left.asDecimal, let second = right.asDecimal,
            case .decimal(let firstPrecision, let firstScale) = first.kind,
            case .decimal(let secondPrecision, let secondScale) = second.kind
        else { return nil }
        let scale = max(firstScale, secondScale)
        let precision = max(firstPrecision - firstScale, secondPrecision - secondScale) + scale
        guard precision <= 38 else { return nil }
        let kind = ValueKind.decimal(precision: precision, scale: scale)
        return first.converted(to: kind).flatMap { first in second.converted(to: kind).map { (first, $0) } }
    }

    private func pair(
        _ left: FilterOperand,
        _ right: FilterOperand,
        as kind: ValueKind
    ) throws -> (FilterOperand, FilterOperand) {
        guard let first = left.converted(to: kind), let second = right.converted(to: kind) else {
            throw incomparable(left, right)
        }
        return (first, second)
    }

    private func opaque(_ operand: FilterOperand) -> LighttableError {
        misfit("\(operand.whatItIs), which can only be tested with IS NULL", operand)
    }

    private func incomparable(_ left: FilterOperand, _ right: FilterOperand) -> LighttableError {
        let hint = Self.hint(left, right) ?? Self.hint(right, left) ?? ""
        return misfit("\(left.whatItIs) and \(right.whatItIs)\(hint)", left.column == nil ? right : left)
    }

    /// What to write instead of text that spells a value of the other's kind.
    private static func hint(_ operand: FilterOperand, _ other: FilterOperand) -> String? {
        guard case .literal(.string(let text)) = operand.expression else { return nil }
        switch other.kind {
        case .date where CivilTime.days(text) != nil: return ": write DATE '\(text)'"
        case .time where ClockTime.microseconds(text) != nil: return ": write TIME '\(text)'"
        case .timestamp where CivilTime.microseconds(text) != nil: return ": write TIMESTAMP '\(text)'"
        case .int, .float, .decimal: return Double(text) == nil ? nil : ": write \(text) without quotes"
        case .bool: return Bool(text.lowercased()) == nil ? nil : ": write \(text.uppercased()) without quotes"
        default: return nil
        }
    }
}

extension FilterOperand {
    /// A null as a truth value.
    fileprivate var asTruth: FilterOperand { adding([.cast(.bool)], as: .bool) }
}

extension ValueKind {
    fileprivate var isDecimal: Bool {
        if case .decimal = self { return true }
        return false
    }
}
