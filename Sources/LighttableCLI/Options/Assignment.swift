import ArgumentParser

/// A `NAME=VALUE` word; the name may hold `=` itself, since no value does.
struct Assignment: ExpressibleByArgument, Sendable, Equatable {
    let name: String
    let value: String

    init?(argument: String) {
        guard let split = argument.lastIndex(of: "="), split > argument.startIndex else { return nil }
        name = String(argument[..<split])
        value = String(argument[argument.index(after: split)...])
        if value.isEmpty { return nil }
    }
}

extension [Assignment] {
    /// The assignments by name; a name that stands there twice is a usage error.
    func byName(option: String) throws -> [String: String] {
        try Dictionary(map { ($0.name, $0.value) }) { _, _ in
            throw ValidationError("\(option) names a column twice; give each column once")
        }
    }
}
