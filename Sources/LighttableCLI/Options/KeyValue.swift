import ArgumentParser

/// A `KEY=VALUE` word; the value may hold `=` itself, as tokens do.
struct KeyValue: ExpressibleByArgument, Sendable, Equatable {
    let key: String
    let value: String

    init?(argument: String) {
        guard let split = argument.firstIndex(of: "="), split > argument.startIndex else { return nil }
        key = String(argument[..<split])
        value = String(argument[argument.index(after: split)...])
    }
}

extension [KeyValue] {
    /// The values by key; a key that stands there twice is a usage error.
    func byKey(option: String) throws -> [String: String] {
        try Dictionary(map { ($0.key, $0.value) }) { _, _ in
            throw ValidationError("\(option) names a key twice; give each key once")
        }
    }
}
