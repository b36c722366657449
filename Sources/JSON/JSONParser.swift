/// Reads one JSON value from bytes.
///
/// Foundation's parsers turn numbers into `Double` or `Decimal` and lose the order of members, so they cannot keep what
/// others wrote as they spelled it; they also take several times as long on the short lines of a log.
struct JSONParser {
    /// Deeper nesting is refused, so that a hostile file cannot exhaust the stack.
    static let maximumDepth = 512

    let bytes: [UInt8]
    let end: Int
    var index = 0
    /// Whether `NaN`, `Infinity` and the like are read as `null`.
    let acceptsNonFinite: Bool
    private var depth = 0

    init(_ bytes: [UInt8], acceptsNonFinite: Bool = false) {
        self.bytes = bytes
        self.end = bytes.count
        self.acceptsNonFinite = acceptsNonFinite
    }

    /// Reads the only value there is.
    mutating func parseDocument() throws -> JSONValue {
        let value = try parseValue()
        skipWhitespace()
        guard isAtEnd else { throw failure("something follows the value") }
        return value
    }

    /// Goes one level deeper, past an opening bracket.
    mutating func descend() throws {
        guard depth < Self.maximumDepth else {
            throw failure("nested more than \(Self.maximumDepth) levels deep", .tooDeep)
        }
        depth += 1
        index += 1
    }

    mutating func ascend() {
        depth -= 1
    }

    private mutating func parseValue() throws -> JSONValue {
        skipWhitespace()
        guard index < end else { throw failure("a value is missing") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n") where !acceptsNonFinite: return try parseWord("null", .null)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try parseNumber()
        default: return try parseNonFinite()
        }
    }

    private mutating func parseObject() throws -> JSONValue {
        try descend()
        defer { ascend() }
        var members = JSONObject()
        skipWhitespace()
        if consume(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipWhitespace()
            let key = try parseString()
            skipWhitespace()
            guard consume(UInt8(ascii: ":")) else { throw failure("':' is missing after a key") }
            members[key] = try parseValue()
            skipWhitespace()
            if consume(UInt8(ascii: ",")) { continue }
            guard consume(UInt8(ascii: "}")) else { throw failure("'}' is missing") }
            return .object(members)
        }
    }

    private mutating func parseArray() throws -> JSONValue {
        try descend()
        defer { ascend() }
        var elements: [JSONValue] = []
        skipWhitespace()
        if consume(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try parseValue())
            skipWhitespace()
            if consume(UInt8(ascii: ",")) { continue }
            guard consume(UInt8(ascii: "]")) else { throw failure("']' is missing") }
            return .array(elements)
        }
    }

    private mutating func parseWord(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
        try skipWord(word)
        return value
    }

    private mutating func parseNonFinite() throws -> JSONValue {
        guard acceptsNonFinite else { throw failure("a value is missing") }
        _ = consume(UInt8(ascii: "+")) || consume(UInt8(ascii: "-"))
        for word in ["null", "NaN", "nan", "Infinity", "infinity", "inf", "Inf"] as [StaticString] where consume(word) {
            return .null
        }
        throw failure("a value is missing")
    }

    private mutating func parseNumber() throws -> JSONValue {
        let start = index
        if acceptsNonFinite, !startsNumber { return try parseNonFinite() }
        let isInteger = try skipNumber()
        let literal = String(decoding: bytes[start..<index], as: UTF8.self)
        guard isInteger, literal != "-0", let value = Int64(literal) else { return .number(literal) }
        return .integer(value)
    }
}
