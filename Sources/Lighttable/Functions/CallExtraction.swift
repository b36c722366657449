import Columnar

/// Takes calls of functions that run in Swift out of expressions, and puts columns in their places.
struct CallExtraction {
    /// The columns that expressions may name, with those of the calls so far.
    private(set) var columns: [Column]
    /// The calls, each after those whose values it takes.
    private(set) var calls: [FunctionCall] = []
    private let library: FunctionLibrary
    /// The columns that are computed when they are named.
    private let unstored: UnstoredColumns?

    init(columns: [Column], library: FunctionLibrary, unstored: UnstoredColumns? = nil) {
        self.columns = columns
        self.library = library
        self.unstored = unstored
    }

    /// The expression with a column in the place of each call.
    ///
    /// - Throws: A ``LighttableError`` when the arguments of a call are not what its function takes.
    mutating func extracting(from expression: Expression) throws -> Expression {
        if case .column(let name) = expression, let column = unstored?.column(named: name) {
            return .column(try computing(column))
        }
        guard let (function, arguments) = try library.resolve(expression) else {
            return try expression.mappingOperands { try extracting(from: $0) }
        }
        let name = FunctionCall.prefix + expression.description
        guard !columns.contains(where: { $0.name == name }) else { return .column(name) }
        let inner = try arguments.map { try extracting(from: $0) }
        let given = try zip(inner, function.parameters).map { try argument($0, as: $1, of: function) }
        let column = Column(name, function.result(of: given.map(\.type)))
        calls.append(FunctionCall(function, as: column, arguments: given))
        columns.append(column)
        return .column(name)
    }

    /// The name of the column that an unstored one becomes.
    private mutating func computing(_ column: Column) throws -> String {
        guard let unstored else { return column.name }
        let owner = try unstored.owner(of: column)
        let name = FunctionCall.prefix + column.name
        guard !columns.contains(where: { $0.name == name }) else { return name }
        let inputs = try unstored.inputs(of: owner)
        let arguments = try inputs.map { input in
            guard unstored.column(named: input.name) != nil else {
                return FunctionCall.Argument(steps: [.column(input.name)], type: input.type)
            }
            return FunctionCall.Argument(steps: [.column(try computing(input))], type: input.type)
        }
        let made = [owner, unstored.errorColumn(of: owner)].map { $0.map { $0.renamed(FunctionCall.prefix + $0.name) } }
        guard let values = made[0] else { return name }
        let function = UnstoredFunction(try unstored.cells(of: owner, library), inputs: inputs)
        calls.append(FunctionCall(function, as: values, errors: made[1], arguments: arguments))
        columns += made.compactMap(\.self)
        return name
    }

    private func argument(
        _ argument: Expression,
        as parameter: FunctionParameter,
        of function: any RowFunction
    ) throws -> FunctionCall.Argument {
        let operand = try FilterCompiler(columns, library).compile(argument)
        guard let fitted = Self.fitted(operand, to: parameter) else {
            throw LighttableError(
                .invalidExpression,
                "\(function.name) takes \(function.signature), but \(operand.whatItIs)",
                at: .init(column: operand.column?.name)
            )
        }
        return fitted
    }

    private static func fitted(_ operand: FilterOperand, to parameter: FunctionParameter) -> FunctionCall.Argument? {
        if operand.kind == .null, let type = parameter.type { return .init(steps: operand.steps, type: type) }
        let media = operand.column.map(\.type).flatMap { $0.isMedia ? $0 : nil }
        switch parameter {
        case .picture: return media == .image ? .init(steps: operand.steps, type: .image) : nil
        case .seen:
            return media.flatMap { [.image, .video].contains($0) ? .init(steps: operand.steps, type: $0) : nil }
        case .clip:
            return media.flatMap { [.video, .audio].contains($0) ? .init(steps: operand.steps, type: $0) : nil }
        case .media: return media.map { .init(steps: operand.steps, type: $0) }
        case .medium(let type): return media == type ? .init(steps: operand.steps, type: type) : nil
        case .array(let type):
            guard case .array(let wanted) = type, case .array(let given)? = operand.column?.type,
                given.element == wanted.element, given.shape.count == wanted.shape.count
            else { return nil }
            return .init(steps: operand.steps, type: .array(given))
        case .content:
            if let type = media ?? (operand.column?.type == .binary ? .binary : nil) {
                return .init(steps: operand.steps, type: type)
            }
            return operand.converted(to: .text).map { .init(steps: $0.steps, type: .string) }
        case .value(let type):
            guard let field = try? Column("", type).arrowField() else { return nil }
            let (kind, _) = ValueKind.of(field.type)
            return operand.converted(to: kind).map { .init(steps: $0.steps, type: type) }
        }
    }
}
