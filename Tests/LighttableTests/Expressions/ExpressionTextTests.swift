import Testing

import class Foundation.JSONDecoder
import class Foundation.JSONEncoder

@testable import Lighttable

@Suite("Expressions as text")
struct ExpressionTextTests {
    @Test("what an expression prints reads back as the same", arguments: 0..<400)
    func roundTrip(seed: Int) throws {
        var generator = ExpressionGenerator(seed: seed)
        let expression = generator.anything(1 + seed % 4)
        #expect(try Expression(expression.description) == expression)
        let data = try JSONEncoder().encode([expression])
        #expect(try JSONDecoder().decode([Expression].self, from: data) == [expression])
    }

    @Test(
        "operators bind as in SQL",
        arguments: [
            ("a or b and not c", "a OR (b AND (NOT c))"), ("not a = b is null", "NOT ((a = b) IS NULL)"),
            ("a + b * -c % 2 || d < e", "((a + ((b * (-c)) % 2)) || d) < e"),
            ("a - b - c", "(a - b) - c"), ("a between 1 and 2 and b", "(a BETWEEN 1 AND 2) AND b"),
            ("a not in (1, 2)", "NOT (a IN (1, 2))"), ("a is not null", "NOT (a IS NULL)"),
            ("a not like 'x' or not b", "(NOT (a LIKE 'x')) OR (NOT b)"), ("a||b = c", "(a || b) = c"),
            ("a != b", "a <> b"), ("-5", "(-5)"), ("a - -5", "a - (-5)"),
            ("Coalesce(a, LOWER(b))", "coalesce(a, lower(b))"),
            ("date = DATE '2026-01-31'", "date = date '2026-01-31'"),
            ("a like '50!%%' escape '!'", "a LIKE '50\\%%'"), ("a like 'c:\\\\%' ", "a LIKE 'c:\\%' ESCAPE ''"),
        ]
    )
    func precedence(text: String, explicit: String) throws {
        #expect(try Expression(text) == Expression(explicit))
    }

    @Test(
        "marks that join with the letter before them, and empty lists, read back",
        arguments: [
            Expression.call("replace", [.column("s"), .literal(.string("\u{301}")), .literal(.string(""))]),
            .binary(.equal, .column("s"), .literal(.string("a\u{600}"))),
            .binary(.equal, .column("\u{FE0F}x"), .literal(.string("\u{93F}'\u{93F}"))),
            .like(.column("s"), pattern: "50\\%\u{301}%"), .member(.column("m"), "\u{301}"), .isIn(.column("s"), []),
        ]
    )
    func marks(expression: Expression) throws {
        let read = try Expression(expression.description)
        #expect(read == expression)
        #expect(Array(read.description.unicodeScalars) == Array(expression.description.unicodeScalars))
    }

    @Test("parentheses that change nothing are not printed")
    func fewParentheses() throws {
        let text = "a = 1 AND (b OR NOT c) AND x + 1 * 2 > -y AND s NOT LIKE 'it''s%' AND \"odd name\" IS NOT NULL"
        #expect(try Expression(text).description == text)
    }

    @Test("columns are named once each")
    func columnNames() throws {
        let expression = try Expression("a > 1 AND lower(b) IN (a, \"c d\") OR coalesce(e, f) BETWEEN -g AND 2 % h")
        #expect(expression.columnNames == ["a", "b", "c d", "e", "f", "g", "h"])
    }

    @Test(
        "errors point at the character",
        arguments: [
            ("width > ", 9, "expected a value after '>'"), ("", 1, "expected a value"),
            ("a = 'x", 5, "the ' is never closed"), ("a = \"x", 5, "the \" is never closed"),
            ("a == 1", 3, "unknown '==': write ="), ("a && b", 3, "unknown '&&': write AND"),
            ("!a", 1, "unknown '!': write NOT"), ("a = “x”", 5, "unknown '“': text goes in single quotes (')"),
            ("a ; b", 3, "unexpected ';'"), ("a b", 3, "unexpected 'b' after 'a': expected AND or OR"),
            ("a)", 2, "there is no '(' for this ')'"), ("(a", 3, "expected ) after 'a'"),
            ("a IN 1", 6, "expected ( after 'IN'"), ("a IN (1", 8, "expected ',' or ')' after '1'"),
            ("a IS 1", 6, "expected NULL after 'IS'"),
            ("a LIKE b", 8, "expected a pattern in single quotes after 'LIKE'"),
            ("a LIKE 'x\\'", 8, "the pattern ends with its escape character"),
            ("a LIKE 'x' ESCAPE 'ab'", 19, "expected one character in single quotes after 'ESCAPE'"),
            ("a BETWEEN 1 OR 2", 13, "expected AND after '1'"),
            ("1 < a < 3", 7, "comparisons do not chain: join two of them with AND, or put one in parentheses"),
            ("12abc = 1", 1, "'12abc' is not a number"), ("1.2.3", 1, "'1.2.3' is not a number"),
            ("d > DATE '31.1.2026'", 10, "'31.1.2026' is not a date such as DATE '2026-01-31'"),
            ("t > TIMESTAMP 'noon'", 15, "'noon' is not a time such as TIMESTAMP '2026-01-31T12:00:00Z'"),
            ("name 'x'", 6, "expected an operator between 'name' and 'x'"), ("\"\" = 1", 1, "a column's name is empty"),
            ("a = NOT b", 5, "expected a value after '='"), ("lower(a", 8, "expected ',' or ')' after 'a'"),
            ("meta. = 'x'", 7, "expected the name of a member after '.'"),
            ("a[x]", 3, "expected a whole number such as 0 after '['"), ("a[1", 4, "expected ']' after '1'"),
            ("year(when)", 6, "expected a value (a column of the name is \"when\") after '('"),
            ("CASE a END", 8, "expected WHEN after 'a'"), ("CASE WHEN a 1", 13, "expected THEN after 'a'"),
        ]
    )
    func errors(text: String, position: Int, reason: String) {
        let error = #expect(throws: LighttableError.self) { try Expression(text) }
        #expect(error?.code == .invalidExpression)
        #expect(error?.message == "cannot read \"\(text)\" at character \(position): \(reason)")
    }

    @Test("an expression may be long but not without end")
    func limits() throws {
        let long = (0..<500).map { "a = \($0)" }.joined(separator: " OR ")
        #expect(try FilterSample.kept(Expression(long.replacing("a", with: "i"))) == [0, 1, 4, 5, 6])
        let nested = String(repeating: "(", count: 5000) + "a" + String(repeating: ")", count: 5000)
        #expect(throws: LighttableError.self) { try Expression(nested) }
        #expect(throws: LighttableError.self) { try Expression(String(repeating: "-", count: 100_000) + "a") }
        let endless = Array(repeating: "a", count: 100_000).joined(separator: " + ")
        #expect(throws: LighttableError.self) { try Expression(endless) }
        let remainders = Array(repeating: "i", count: 100).joined(separator: " % ")
        #expect(throws: LighttableError.self) { try FilterSample.kept(Expression(remainders + " = 1")) }
    }
}
