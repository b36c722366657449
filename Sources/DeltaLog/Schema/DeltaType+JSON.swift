import JSON

extension DeltaType {
    private static let named: [String: DeltaType] = [
        "boolean": .boolean, "byte": .byte, "short": .short, "integer": .integer, "long": .long, "float": .float,
        "double": .double, "string": .string, "binary": .binary, "date": .date, "timestamp": .timestamp,
        "timestamp_ntz": .timestampNtz, "variant": .variant, "decimal": .decimal(precision: 10, scale: 0),
    ]

    /// Reads a type; `path` says where in the schema, for errors.
    init(_ value: JSONValue, at path: [String]) throws {
        switch value {
        case .string(let name): self = Self.named[name] ?? Self.decimal(named: name) ?? .unknown(name)
        case .object(let members): self = try Self.nested(members, at: path)
        default: throw Self.malformed("the type is neither a name nor an object", at: path)
        }
    }

    private static func decimal(named name: String) -> DeltaType? {
        guard name.hasPrefix("decimal("), name.hasSuffix(")") else { return nil }
        let numbers = name.dropFirst("decimal(".count).dropLast()
            .split(separator: ",", omittingEmptySubsequences: false)
            .map { Int($0.filter { $0 != " " }) }
        guard numbers.count == 2, let precision = numbers[0], let scale = numbers[1] else { return nil }
        return .decimal(precision: precision, scale: scale)
    }

    private static func nested(_ members: JSONObject, at path: [String]) throws -> DeltaType {
        func type(_ key: String) throws -> DeltaType {
            guard let value = members[key] else { throw malformed("'\(key)' is missing", at: path) }
            return try DeltaType(value, at: path + [key])
        }
        switch members["type"]?.stringValue {
        case "struct":
            guard let fields = members["fields"]?.arrayValue else { throw malformed("'fields' is missing", at: path) }
            return .structure(try fields.map { try DeltaField($0, at: path) })
        case "array":
            return .array(element: try type("elementType"), containsNull: members["containsNull"]?.boolValue ?? true)
        case "map":
            return .map(
                key: try type("keyType"),
                value: try type("valueType"),
                valueContainsNull: members["valueContainsNull"]?.boolValue ?? true
            )
        case let other:
            throw malformed("'\(other ?? "")' is not struct, array or map", at: path)
        }
    }

    func write(to writer: inout JSONWriter) {
        switch self {
        case .array(let element, let containsNull):
            writer.object {
                $0.member("type", "array")
                $0.key("elementType")
                element.write(to: &$0)
                $0.member("containsNull", containsNull)
            }
        case .map(let key, let value, let valueContainsNull):
            writer.object {
                $0.member("type", "map")
                $0.key("keyType")
                key.write(to: &$0)
                $0.key("valueType")
                value.write(to: &$0)
                $0.member("valueContainsNull", valueContainsNull)
            }
        case .structure(let fields):
            writer.object {
                $0.member("type", "struct")
                $0.key("fields")
                $0.array(fields) { writer, field in field.write(to: &writer) }
            }
        default: writer.string(name)
        }
    }

    /// The name of a type that is not nested.
    private var name: String {
        switch self {
        case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
        case .unknown(let name): name
        case .timestampNtz: "timestamp_ntz"
        case .structure: "struct"
        default: String(describing: self)
        }
    }

    static func malformed(_ message: String, at path: [String]) -> DeltaError {
        let place = path.isEmpty ? "" : " of '\(path.joined(separator: "."))'"
        return DeltaError(.malformedSchema, "the schema\(place) cannot be understood: \(message)")
    }
}
