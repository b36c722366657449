import Columnar

/// An expression that is checked, with the steps that compute it.
struct FilterOperand {
    var expression: Expression
    let kind: ValueKind
    let steps: [FilterStep]
    /// The column, when the expression is nothing else.
    var column: Column?
    /// The type of nested values that are no column.
    var nested: DataType?
    /// Whether times are those of the wall clock.
    var isLocal = false
    /// The type of the values, where their kind does not tell.
    var declared: ColumnType?

    /// Whether values are JSON.
    var isDocument: Bool { kind == .json || column?.type == .json }

    /// The type of nested values.
    var nestedType: DataType? { nested ?? (try? column?.arrowField().type) }

    /// What the expression is, for an error.
    var whatItIs: String {
        guard let column else { return "\(expression) is \(kind.name)" }
        return column.name.hasPrefix(FunctionCall.prefix)
            ? "\(expression) is \(column.type)" : "column '\(column.name)' is \(column.type)"
    }

    /// The same with more steps behind it.
    func adding(_ more: [FilterStep], as kind: ValueKind) -> FilterOperand {
        FilterOperand(expression: expression, kind: kind, steps: steps + more, column: column, isLocal: isLocal)
    }

    /// The operand as another kind, when that is possible without a change of meaning.
    func converted(to kind: ValueKind) -> FilterOperand? {
        if self.kind == kind { return self }
        switch (self.kind, kind) {
        case (.null, _): return adding([.cast(kind.dataType)], as: kind)
        case (.int, .float), (.decimal, .float), (.time, .float): return asFloat
        case (.int, .time), (.time, .int): return adding([], as: kind)
        case (.json, .text): return adding([.call("json_text", arguments: 1)], as: kind)
        case (.json, .int): return adding([.call("json_int", arguments: 1)], as: kind)
        case (.json, .float): return adding([.call("json_float", arguments: 1)], as: kind)
        case (.json, .bool): return adding([.call("json_bool", arguments: 1)], as: kind)
        case (.int, .decimal), (.decimal, .decimal): return adding([.cast(kind.dataType)], as: kind)
        case (.date, .timestamp):
            return adding([.int(86_400_000_000), .call("multiply_checked", arguments: 2)], as: kind)
        default: return nil
        }
    }

    /// A number as a `Float`.
    private var asFloat: FilterOperand {
        guard case .literal(.int(let number)) = expression else { return adding([.cast(.float64)], as: .float) }
        return FilterOperand(expression: expression, kind: .float, steps: [.double(Double(number))])
    }

    /// A number written with digits only, or with a point, as an exact decimal.
    var asDecimal: FilterOperand? {
        switch expression {
        case .literal(.number(let text)): decimal(text)
        case .literal(.int(let number)): decimal("\(number)")
        default: integerAsDecimal
        }
    }

    private var integerAsDecimal: FilterOperand? {
        switch kind {
        case .decimal: self
        case .int: converted(to: .decimal(precision: 19, scale: 0))
        default: nil
        }
    }

    private func decimal(_ text: String) -> FilterOperand? {
        let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }) else { return nil }
        let scale = parts.count == 2 ? parts[1].count : 0
        let precision = max(parts[0].count + scale, 1)
        guard precision <= 38 else { return nil }
        let kind = ValueKind.decimal(precision: precision, scale: scale)
        return FilterOperand(expression: expression, kind: kind, steps: [.string(text), .cast(kind.dataType)])
    }
}
