/// Reads one JSON value from bytes.
///
/// Foundation's parsers turn numbers into `Double` or `Decimal`, so they cannot keep the bounds of other writers as
/// they were spelled; they also take several times as long on the short lines of a log.
struct JSONParser {
    /// Deeper nesting is refused, so that a hostile file cannot exhaust the stack.
    static let maximumDepth = 128

    let bytes: [UInt8]
    let end: Int
    var index: Int
    /// Whether `NaN`, `Infinity` and the like, which some writers put in statistics, are read as `null`.
    let acceptsNonFinite: Bool
    private var depth = 0

    init(_ bytes: [UInt8], range: Range<Int>? = nil, acceptsNonFinite: Bool = false) {
        self.bytes = bytes
        self.index = range?.lowerBound ?? 0
        self.end = range?.upperBound ?? bytes.count
        self.acceptsNonFinite = acceptsNonFinite
    }

    /// Reads the only value in the range.
    mutating func parseDocument() throws -> JSONValue {
        let value = try parseValue()
        skipWhitespace()
        guard index == end else { throw failure("something follows the value") }
        return value
    }

    private mutating func parseValue() throws -> JSONValue {
        skipWhitespace()
        guard index < end else { throw failure("a value is missing") }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try nested { try $0.parseObject() }
        case UInt8(ascii: "["): return try nested { try $0.parseArray() }
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n") where !acceptsNonFinite: return try parseWord("null", .null)
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return try parseNumber()
        default: return try parseNonFinite()
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
        guard depth < Self.maximumDepth else { throw failure("nested more than \(Self.maximumDepth) levels deep") }
        depth += 1
        defer { depth -= 1 }
        index += 1
        return try body(&self)
    }

    private mutating func parseObject() throws -> JSONValue {
        skipWhitespace()
        if consume(UInt8(ascii: "}")) { return .object([:]) }
        var members: [String: JSONValue] = [:]
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
        guard consume(word) else { throw failure("an unknown word") }
        return value
    }

    private mutating func parseNonFinite() throws -> JSONValue {
        guard acceptsNonFinite else { throw failure("an unexpected character") }
        _ = consume(UInt8(ascii: "+")) || consume(UInt8(ascii: "-"))
        for word in ["null", "NaN", "nan", "Infinity", "infinity", "inf", "Inf"] as [StaticString] where consume(word) {
            return .null
        }
        throw failure("an unexpected character")
    }

    private mutating func parseNumber() throws -> JSONValue {
        let start = index
        _ = consume(UInt8(ascii: "-"))
        let first = index
        guard skipDigits() > 0 else {
            index = start
            return try parseNonFinite()
        }
        guard bytes[first] != UInt8(ascii: "0") || index == first + 1 else { throw failure("a number begins with 0") }
        var isInteger = true
        if consume(UInt8(ascii: ".")) {
            isInteger = false
            guard skipDigits() > 0 else { throw failure("digits are missing after '.'") }
        }
        if consume(UInt8(ascii: "e")) || consume(UInt8(ascii: "E")) {
            isInteger = false
            _ = consume(UInt8(ascii: "+")) || consume(UInt8(ascii: "-"))
            guard skipDigits() > 0 else { throw failure("digits are missing in an exponent") }
        }
        return Self.number(String(decoding: bytes[start..<index], as: UTF8.self), isInteger: isInteger)
    }

    private static func number(_ literal: String, isInteger: Bool) -> JSONValue {
        guard isInteger, literal != "-0", let value = Int64(literal) else { return .number(literal) }
        return .integer(value)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while index < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
        return index - start
    }

    private mutating func skipWhitespace() {
        while index < end {
            let byte = bytes[index]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            index += 1
        }
    }

    mutating func consume(_ byte: UInt8) -> Bool {
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func consume(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= end else { return false }
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[index..<index + length]) }
        if matches { index += length }
        return matches
    }

    func failure(_ reason: String) -> DeltaError {
        DeltaError(.malformedJSON, "not valid JSON at byte \(index): \(reason)")
    }
}
