import JSON

/// Reads the members of one object of the log, naming the object and the member in errors.
///
/// An explicit `null` counts as absent: some writers spell out every optional member.
struct JSONFields {
    let name: String
    let members: JSONObject

    init(_ value: JSONValue, of name: String) throws {
        guard case .object(let members) = value else {
            throw DeltaError(.malformedLog, "'\(name)' is not an object")
        }
        self.name = name
        self.members = members
    }

    /// The members that are not in `known`, to be kept when the object is written again.
    func unknown(besides known: Set<String>) -> JSONObject {
        members.filter { !known.contains($0.key) && $0.value != .null }
    }

    func value(_ key: String) -> JSONValue? {
        guard let value = members[key], value != .null else { return nil }
        return value
    }

    func required<Value>(_ key: String, _ value: Value?) throws -> Value {
        guard let value else { throw DeltaError(.malformedLog, "'\(name)' has no '\(key)'") }
        return value
    }

    func string(_ key: String) throws -> String? {
        try convert(key, to: "a string") { $0.stringValue }
    }

    /// A number that leaves room to count on: a damaged log must not make sums overflow.
    func integer(_ key: String) throws -> Int64? {
        try convert(key, to: "a whole number that can be right") { value in
            value.int64Value.flatMap { $0.magnitude <= 1 << 60 ? $0 : nil }
        }
    }

    func bool(_ key: String) throws -> Bool? {
        try convert(key, to: "true or false") { $0.boolValue }
    }

    func strings(_ key: String) throws -> [String]? {
        try convert(key, to: "a list of strings") { value in
            guard let elements = value.arrayValue else { return nil }
            let strings = elements.compactMap(\.stringValue)
            return strings.count == elements.count ? strings : nil
        }
    }

    /// A dictionary of strings; `null` values are left out and other values become their JSON text.
    func dictionary(_ key: String) throws -> [String: String]? {
        try convert(key, to: "an object") { $0.objectValue?.dictionary.compactMapValues(Self.text) }
    }

    /// A dictionary of strings whose `null` values mean something.
    func nullableDictionary(_ key: String) throws -> [String: String?]? {
        try convert(key, to: "an object") { $0.objectValue?.dictionary.mapValues(Self.text) }
    }

    private func convert<Value>(_ key: String, to kind: String, _ body: (JSONValue) -> Value?) throws -> Value? {
        guard let value = value(key) else { return nil }
        guard let converted = body(value) else {
            throw DeltaError(.malformedLog, "'\(key)' of '\(name)' is not \(kind)")
        }
        return converted
    }

    private static func text(_ value: JSONValue) -> String? {
        switch value {
        case .null: nil
        case .string(let string): string
        default: value.text(.canonical)
        }
    }
}
