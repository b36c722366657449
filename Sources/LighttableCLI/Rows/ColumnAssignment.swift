import Lighttable

/// A `column = expression` word of `update` and `add-column`.
struct ColumnAssignment {
    let column: String
    let expression: Expression

    /// Reads the word; an odd name stands in double quotes.
    init(_ text: String) throws {
        guard let (column, rest) = Self.split(text), !column.isEmpty else {
            throw CommandError(
                .usage,
                "'\(text)' sets no column; write column = expression, such as \"price = price * 2\"",
                status: .usage
            )
        }
        self.column = column
        expression = try Expression(rest)
    }

    /// The assignments by column.
    static func byColumn(_ texts: [String]) throws -> [String: Expression] {
        var values: [String: Expression] = [:]
        for text in texts {
            let assignment = try ColumnAssignment(text)
            guard values.updateValue(assignment.expression, forKey: assignment.column) == nil else {
                throw CommandError(.usage, "'\(assignment.column)' is set twice; set it once", status: .usage)
            }
        }
        return values
    }

    private static func split(_ text: String) -> (column: String, expression: String)? {
        let text = text.drop { $0 == " " }
        let nameEnd = text.first == "\"" ? text.dropFirst().firstIndex(of: "\"") : text.startIndex
        guard let nameEnd, let equals = text[nameEnd...].firstIndex(of: "=") else { return nil }
        let name = text[..<equals].reversed().drop { $0 == " " }.reversed()
        return (Self.unquoted(String(name)), String(text[text.index(after: equals)...]))
    }

    private static func unquoted(_ name: String) -> String {
        name.count >= 2 && name.first == "\"" && name.last == "\"" ? String(name.dropFirst().dropLast()) : name
    }
}
