/// A JSON document that keeps the order of its keys and the digits of its numbers.
enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    /// JSON text that is already valid and on one line.
    case verbatim(String)
    case array([JSONValue])
    case object([Member])

    struct Member: Sendable, Equatable {
        let name: String
        let value: JSONValue
    }

    /// The document on one line.
    var text: String {
        var output = ""
        write(to: &output)
        return output
    }

    /// The document with each element of a list on its own line, which people and `grep` like.
    var document: String {
        guard case .array(let elements) = self, !elements.isEmpty else { return text }
        return "[\n" + elements.map(\.text).joined(separator: ",\n") + "\n]"
    }

    func write(to output: inout String) {
        switch self {
        case .null: output += "null"
        case .bool(let bool): output += bool ? "true" : "false"
        case .int(let number): output += String(number)
        case .double(let number): output += Self.numberText(number)
        case .string(let string): Self.quote(string, to: &output)
        case .verbatim(let text): output += text
        case .array(let elements): Self.write(elements, to: &output)
        case .object(let members): Self.write(members, to: &output)
        }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member(name: $0.0, value: $0.1) })
    }
    init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .int(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(nilLiteral: ()) { self = .null }

    init(_ string: String?) { self = string.map(JSONValue.string) ?? .null }
    init(_ number: Int?) { self = number.map(JSONValue.int) ?? .null }

    /// The members of both objects, those of this one first.
    func merging(_ other: JSONValue) -> JSONValue {
        guard case .object(let mine) = self, case .object(let theirs) = other else { return self }
        return .object(mine + theirs)
    }
}

extension JSONValue {
    /// JSON has no word for the numbers that are none, so they are strings.
    private static func numberText(_ number: Double) -> String {
        if number.isNaN { return "\"NaN\"" }
        if number.isInfinite { return number < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
        return number.description
    }

    private static func write(_ elements: [JSONValue], to output: inout String) {
        output += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { output += ", " }
            element.write(to: &output)
        }
        output += "]"
    }

    private static func write(_ members: [Member], to output: inout String) {
        output += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { output += ", " }
            quote(member.name, to: &output)
            output += ": "
            member.value.write(to: &output)
        }
        output += "}"
    }

    private static func quote(_ string: String, to output: inout String) {
        output += "\""
        defer { output += "\"" }
        if string.utf8.allSatisfy(isPlain) {
            output += string
            return
        }
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": output += escape(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
    }

    /// Bytes that never need an escape; 0xE2 begins the line separators.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F && byte != 0xE2
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
