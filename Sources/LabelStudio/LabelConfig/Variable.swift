/// A `$variable` in an attribute of a label config.
struct Variable: Sendable, Hashable {
    /// A step below the variable's root: `.name` or `[…]`.
    enum Step: Sendable, Hashable {
        case member(String)
        case element
    }

    /// The key in a task's data.
    let root: String
    let steps: [Step]

    /// The variables in an attribute's value; `isWhole` when the value is nothing but one variable.
    static func parse(_ value: String) -> (variables: [Variable], isWhole: Bool) {
        if value.hasPrefix("$"), !value.dropFirst().contains("$") {
            return (whole(value.dropFirst()).map { [$0] } ?? [], true)
        }
        let names = value.matches(of: /\$(\w+)/).map { String($0.1) }
        return (names.map { Variable(root: $0, steps: []) }, false)
    }

    /// As the server reads it: all up to the first `.` or `[` is the key, spaces included.
    private static func whole(_ text: Substring) -> Variable? {
        let root = text.prefix { $0 != "." && $0 != "[" }
        guard !root.isEmpty else { return nil }
        return Variable(root: String(root), steps: steps(text.dropFirst(root.count)))
    }

    private static func steps(_ text: Substring) -> [Step] {
        text.matches(of: /\[[^\]]*\]|[^.\[\]]+/)
            .map { match in
                match.output.hasPrefix("[") ? .element : .member(String(match.output))
            }
    }
}
