import JSON

/// Brings a value into the form a data field's tags take.
struct FieldValue {
    let field: DataField

    /// The value as the task will have it; nil when what the tags show is null.
    func fitted(_ value: JSONValue) throws -> JSONValue? {
        if value.isNull { return nil }
        if field.isList {
            guard value.arrayValue != nil else { throw failure("must be a list") }
            return value
        }
        for path in field.paths {
            guard try resolves(value, path[...]) else { return nil }
        }
        guard field.paths.isEmpty else { return value }
        return try shaped(value)
    }

    private func shaped(_ value: JSONValue) throws -> JSONValue {
        switch (field.kind, value) {
        case (.image, .string), (.image, .array): return value
        case (.image, _): throw failure("must be an address or a list of addresses")
        case (.structure, .object), (.structure, .array), (.structure, .string), (.any, .object), (.any, .array):
            return value
        case (.structure, _): throw failure("must be a list or an object")
        case (_, .integer), (_, .number):
            return field.takesNumbers ? value : .string(value.text(.canonical))
        case (_, .string): return value
        default: return .string(value.text(.canonical))
        }
    }

    /// Whether there is something at the path; an element of a list only needs the list.
    private func resolves(_ value: JSONValue, _ path: ArraySlice<Variable.Step>) throws -> Bool {
        switch path.first {
        case nil: return !value.isNull
        case .element:
            guard value.arrayValue != nil else { throw failure("must have a list where the label config has `[…]`") }
            return true
        case .member(let name):
            guard value.objectValue != nil else { throw failure("must be an object with the member `\(name)`") }
            guard let member = value[name], !member.isNull else { return false }
            return try resolves(member, path.dropFirst())
        }
    }

    private func failure(_ message: String) -> LabelStudioError {
        LabelStudioError(.invalidMapping, "the value for the data field `\(field.name)` \(message)")
    }
}
