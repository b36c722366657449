import Columnar

/// Checks an expression against a table's columns and turns it into steps.
struct FilterCompiler {
    private let columns: [String: Column]
    private let names: [String]
    /// All functions, which an error names.
    let library: FunctionLibrary
    /// What is true for the rows that count, where there are others; columns are null for those.
    var guardSteps: [FilterStep] = []

    init(_ columns: [Column], _ library: FunctionLibrary = .builtIn) {
        self.library = library
        names = columns.map(\.name)
        self.columns = Dictionary(columns.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Steps for a whole filter.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the columns or is no condition.
    func filter(_ expression: Expression) throws -> [FilterStep] {
        let operand = try compile(expression)
        guard let condition = operand.converted(to: .bool) else {
            throw misfit("a filter is a condition such as x > 1, but \(operand.whatItIs)", operand)
        }
        return condition.steps
    }

    func compile(_ expression: Expression) throws -> FilterOperand {
        switch expression {
        case .column(let name): try column(name)
        case .literal(let literal): Self.literal(literal)
        case .not(let operand): try not(operand)
        case .negated(let operand): try negated(operand)
        case .binary(let symbol, let left, let right): try binary(symbol, left, right)
        case .isNull(let operand): try isNull(operand)
        case .isIn(let value, let candidates): try isIn(value, candidates)
        case .between(let value, let low, let high): try between(value, low, high)
        case .like(let value, let pattern): try like(value, pattern)
        case .call(let name, let arguments): try call(name, arguments)
        case .member, .element: try path(expression)
        case .cast(let operand, let type): try cast(operand, to: type)
        case .ifElse(let condition, let value, let other): try ifElse(condition, value, other)
        }
    }

    /// An operand of a kind, or the error that it is of another.
    func operand(_ expression: Expression, as kind: ValueKind, for user: String) throws -> FilterOperand {
        try converted(try compile(expression), to: kind, for: user)
    }

    /// An operand as one of a kind, or the error that it is of another.
    func converted(_ operand: FilterOperand, to kind: ValueKind, for user: String) throws -> FilterOperand {
        guard let converted = operand.converted(to: kind) else {
            throw misfit("\(user) takes \(Self.plural(kind)), but \(operand.whatItIs)", operand)
        }
        return converted
    }

    func misfit(_ message: String, _ operand: FilterOperand) -> LighttableError {
        LighttableError(.invalidExpression, message, at: .init(column: operand.column?.name))
    }

    private static func plural(_ kind: ValueKind) -> String {
        switch kind {
        case .bool: "conditions"
        case .text: "text"
        case .int: "integers"
        default: "numbers"
        }
    }

    private func column(_ name: String) throws -> FilterOperand {
        guard let column = columns[name] else { throw unknownColumn(name) }
        let (kind, casts) = try ValueKind.of(column)
        return FilterOperand(
            expression: .column(name),
            kind: kind,
            steps: steps(of: name) + casts,
            column: column,
            isLocal: column.isLocalTime
        )
    }

    private func steps(of column: String) -> [FilterStep] {
        guardSteps.isEmpty ? [.column(column)] : guardSteps + [.column(column), .null, .call("if_else", arguments: 3)]
    }

    /// The type of a column; `nil` for one that there is not.
    func type(ofColumn name: String) -> ColumnType? { columns[name]?.type }

    private func unknownColumn(_ name: String) -> LighttableError {
        let hint =
            NearestName.suggestion(for: name, among: names).map { "did you mean '\($0)'?" }
            ?? "the columns are \(names.joined(separator: ", ")), and text goes in single quotes"
        return LighttableError(.columnNotFound, "there is no column '\(name)': \(hint)", at: .init(column: name))
    }

    private static func literal(_ literal: Expression.Literal) -> FilterOperand {
        let (kind, step): (ValueKind, FilterStep) =
            switch literal {
            case .null: (.null, .null)
            case .bool(let truth): (.bool, .bool(truth))
            case .int(let number): (.int, .int(number))
            case .number(let text): (.float, .double(Double(text) ?? .nan))
            case .string(let text): (.text, .string(text))
            case .date(let days): (.date, .int(days))
            case .timestamp(let microseconds): (.timestamp, .int(microseconds))
            case .time(let microseconds): (.time, .int(microseconds))
            }
        return FilterOperand(expression: .literal(literal), kind: kind, steps: [step])
    }
}
