/// Reads JSON text into a ``JSONValue``.
///
/// Foundation's decoders go through `Any` or through trial and error for values of unknown shape; annotations are
/// exactly that, by the thousand.
struct JSONParser {
    /// What is wrong with a JSON text, and at which byte.
    struct Failure: Error, CustomStringConvertible {
        let reason: String
        let offset: Int
        var description: String { "not JSON: \(reason) at byte \(offset)" }
    }

    private static let maximumDepth = 512

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Parses one complete document.
    static func parse(_ text: some Collection<UInt8>) throws -> JSONValue {
        try ContiguousArray(text)
            .withUnsafeBufferPointer { buffer in
                var parser = JSONParser(buffer)
                let value = try parser.value()
                parser.skipSpace()
                guard parser.position == buffer.count else { throw parser.failure("text after the end") }
                return value
            }
    }

    /// Parses one complete document.
    static func parse(_ text: String) throws -> JSONValue { try parse(text.utf8) }

    private mutating func value() throws -> JSONValue {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try nested { try $0.object() }
        case UInt8(ascii: "["): return try nested { try $0.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case nil: throw failure("unexpected end")
        default: return try number()
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSONValue) throws -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw failure("nested too deeply") }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else { throw failure("a member name is missing") }
            let name = try string()
            skipSpace()
            guard take(":") else { throw failure("`:` is missing") }
            members[name] = try value()
            skipSpace()
        } while take(",")
        guard take("}") else { throw failure("`}` is missing") }
        return .object(members)
    }

    private mutating func array() throws -> JSONValue {
        var items: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(items) }
        repeat {
            items.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw failure("`]` is missing") }
        return .array(items)
    }

    private mutating func number() throws -> JSONValue {
        let start = position
        var isWhole = true
        _ = take("-")
        let firstDigit = peek
        let whole = digits()
        guard whole > 0, whole == 1 || firstDigit != UInt8(ascii: "0") else { throw failure("unexpected character") }
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw failure("a digit is missing") }
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw failure("a digit is missing") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let number = Int(text) { return .int(number) }
        guard let number = Double(text) else { throw failure("unexpected number") }
        return .double(number)
    }

    private mutating func literal(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else {
            throw failure("unexpected word")
        }
        position = end
        return value
    }

    private mutating func string() throws -> String {
        position += 1
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            position += 1
        }
        guard peek == UInt8(ascii: "\\") else {
            let text = String(decoding: bytes[start..<position], as: UTF8.self)
            guard take("\"") else { throw failure("`\"` is missing") }
            return text
        }
        return try stringWithEscapes(from: start)
    }

    private mutating func stringWithEscapes(from start: Int) throws -> String {
        var text = Array(bytes[start..<position])
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            position += 1
            if byte == UInt8(ascii: "\\") { text += try escape() } else { text.append(byte) }
        }
        guard take("\"") else { throw failure("`\"` is missing") }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape() throws -> [UInt8] {
        guard let byte = peek else { throw failure("unexpected end") }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "u"): return Array(String(try unicodeEscape()).utf8)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        default: throw failure("unknown escape")
        }
    }

    /// A lone surrogate has no Swift character; it becomes U+FFFD as everywhere in Swift.
    private mutating func unicodeEscape() throws -> Character {
        let high = try hexadecimal()
        guard (0xD800..<0xDC00).contains(high) else { return Character(Unicode.Scalar(high) ?? "\u{FFFD}") }
        let mark = position
        if take("\\"), take("u") {
            let low = try hexadecimal()
            if (0xDC00..<0xE000).contains(low) {
                return Character(Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}")
            }
        }
        position = mark
        return "\u{FFFD}"
    }

    private mutating func hexadecimal() throws -> UInt32 {
        let end = position + 4
        guard end <= bytes.count, bytes[position..<end].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let number = UInt32(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are missing") }
        position = end
        return number
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func failure(_ reason: String) -> Failure { Failure(reason: reason, offset: position) }
}
