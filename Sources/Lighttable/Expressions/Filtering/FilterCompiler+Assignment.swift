import Columnar

extension FilterCompiler {
    /// The steps that compute an expression as cells of a column, but for the cast to its type.
    ///
    /// - Throws: A ``LighttableError`` when the expression's kind is not the column's.
    func assignment(_ expression: Expression, to column: Column) throws -> [FilterStep] {
        if expression == .literal(.null) { return [.null] }
        let operand = try compile(expression)
        if let source = operand.column, source.storage == column.storage, source.type == column.type {
            return [.column(source.name)]
        }
        if column.type == .json, operand.kind == .json { return operand.steps }
        let type = try column.arrowField().type
        if type.isNested, operand.nested == type { return operand.steps }
        let (kind, _) = try ValueKind.of(column)
        guard let converted = Self.converted(operand, to: kind) else {
            let hint = Self.hint(operand, kind).map { ": \($0)" } ?? ""
            throw LighttableError(
                .invalidExpression,
                "column '\(column.name)' is \(column.type), but \(operand.whatItIs)\(hint)",
                at: .init(column: column.name)
            )
        }
        return converted.steps + (kind == .date ? [.cast(.int32)] : [])
    }

    private static func converted(_ operand: FilterOperand, to kind: ValueKind) -> FilterOperand? {
        switch (operand.kind, kind) {
        case (.opaque, _), (_, .opaque): nil
        // Whether the number fits is seen value by value.
        case (.int, .int), (.float, .int), (.decimal, .int), (.int, .float), (.float, .float), (.decimal, .float):
            operand
        case (.float, .decimal), (.int, .decimal): operand.asDecimal ?? operand
        case (.decimal, .decimal): operand
        default: operand.converted(to: kind)
        }
    }

    private static func hint(_ operand: FilterOperand, _ kind: ValueKind) -> String? {
        guard case .literal(.string(let text)) = operand.expression else { return nil }
        return switch kind {
        case .date: "write DATE '2026-01-31'"
        case .timestamp: "write TIMESTAMP '2026-01-31T12:00:00Z'"
        case .time: "write TIME '12:34:56'"
        case .int, .float, .decimal: "write \(text) without quotes"
        default: nil
        }
    }
}
