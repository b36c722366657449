import Columnar

extension FilterCompiler {
    /// A member or an element: of JSON by a pointer (RFC 6901), of an array by its index.
    func path(_ expression: Expression) throws -> FilterOperand {
        let (root, pointer) = Self.pointer(expression)
        let base = try compile(root)
        if base.isDocument {
            let steps = base.steps + [.string(pointer), .call("json_get", arguments: 2)]
            return result(expression, .json, steps)
        }
        guard case .element(let inner, let index) = expression else { throw pathless(base) }
        let list = try compile(inner)
        guard case .list(let element)? = list.nestedType else { throw pathless(list) }
        let (kind, casts) = ValueKind.of(element.type)
        let steps: [FilterStep] = [.int(index), .call("list_get", arguments: 2)] + casts
        var operand = result(expression, kind, list.steps + steps)
        operand.nested = kind == .opaque ? element.type : nil
        return operand
    }

    private func pathless(_ operand: FilterOperand) -> LighttableError {
        misfit(
            "\(operand.whatItIs), which has no parts; paths such as a.b and a[0] go through Json, and a[0] through arrays. "
                + "A column's name with a dot goes in double quotes",
            operand
        )
    }

    /// Where a path begins, and the path.
    private static func pointer(_ expression: Expression) -> (root: Expression, pointer: String) {
        switch expression {
        case .member(let operand, let name):
            let (root, pointer) = pointer(operand)
            let step = name.replacingScalar("~", with: "~0").replacingScalar("/", with: "~1")
            return (root, "\(pointer)/\(step)")
        case .element(let operand, let index):
            let (root, pointer) = pointer(operand)
            return (root, "\(pointer)/\(index)")
        default: return (expression, "")
        }
    }

    /// Operands of which one at least is JSON, as one kind in which they compare as they should.
    func comparableDocuments(_ left: FilterOperand, _ right: FilterOperand) -> (FilterOperand, FilterOperand)? {
        if left.kind == .json, right.kind == .json { return Self.both(left, right, .text) }
        let other = left.kind == .json ? right : left
        let kind: ValueKind
        switch other.kind {
        case .text, .null: kind = .text
        case .bool: kind = .bool
        // Beyond 53 bits, a double would not tell numbers apart.
        case .int:
            kind =
                if case .literal(.int(let number)) = other.expression, number.magnitude > 1 << 53 { .int } else {
                    .float
                }
        case .float, .decimal: kind = .float
        default: return nil
        }
        return Self.both(left, right, kind)
    }

    private static func both(
        _ left: FilterOperand,
        _ right: FilterOperand,
        _ kind: ValueKind
    ) -> (FilterOperand, FilterOperand)? {
        guard let left = left.converted(to: kind), let right = right.converted(to: kind) else { return nil }
        return (left, right)
    }

    /// The kind that JSON takes beside values of some kinds.
    static func documentKind(beside kinds: [ValueKind]) -> ValueKind {
        guard let first = kinds.first else { return .text }
        if kinds.allSatisfy(\.isNumber) { return .float }
        return kinds.allSatisfy { $0 == first } ? first : .text
    }
}
