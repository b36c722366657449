import JSON

/// Members of an object; a member that is `nil` is not written.
extension JSONWriter {
    mutating func member(_ name: String, _ string: String?) {
        guard let string else { return }
        key(name)
        self.string(string)
    }

    mutating func member(_ name: String, _ number: Int64?) {
        member(name, number.map(JSONValue.integer))
    }

    mutating func member(_ name: String, _ flag: Bool?) {
        member(name, flag.map(JSONValue.bool))
    }

    mutating func member(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }

    mutating func member(_ name: String, _ strings: [String]?) {
        member(name, strings.map { .array($0.map(JSONValue.string)) })
    }

    mutating func member(_ name: String, _ strings: [String: String]?) {
        member(name, strings.map { .object(JSONObject($0.mapValues(JSONValue.string))) })
    }

    mutating func member(_ name: String, _ strings: [String: String?]?) {
        member(name, strings.map { .object(JSONObject($0.mapValues { $0.map(JSONValue.string) ?? .null })) })
    }
}
