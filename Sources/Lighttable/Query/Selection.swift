/// A column of a query's result: one of the table's, or what an expression computes.
///
/// ```swift
/// let areas = table.query().select([Selection("id"), try Selection(parsing: "width * height AS area")])
/// ```
public struct Selection: Sendable, Hashable {
    /// The name of the result's column.
    public let name: String
    /// What it holds.
    public let expression: Expression

    /// A column of the table.
    public init(_ column: String) {
        name = column
        expression = .column(column)
    }

    /// What an expression computes.
    ///
    /// - Parameters:
    ///   - expression: The expression.
    ///   - name: The name of the column; `nil` takes the expression's text, or the column's name.
    public init(_ expression: Expression, as name: String? = nil) {
        self.expression = expression
        if let name {
            self.name = name
        } else if case .column(let column) = expression {
            self.name = column
        } else {
            self.name = expression.description
        }
    }

    /// Reads a column or an expression, with `AS` and a name where it gets one.
    ///
    /// - Parameter text: Such as `width * height AS area`.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that names the character.
    public init(parsing text: String) throws {
        let list = try Self.list(text)
        guard let only = list.first, list.count == 1 else {
            throw LighttableError(.invalidExpression, "'\(text)' is more than one column; select each by itself")
        }
        self = only
    }

    /// Reads columns and expressions that are separated by commas.
    ///
    /// - Parameter text: Such as `id, width * height AS area`.
    /// - Returns: At least one.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` that names the character.
    public static func list(_ text: String) throws -> [Selection] {
        try ExpressionParser.parseSelections(text)
    }
}
