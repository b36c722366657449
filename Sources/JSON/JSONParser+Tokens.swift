extension JSONParser {
    var isAtEnd: Bool { index == end }

    /// The byte at hand, `nil` at the end.
    var next: UInt8? { index < end ? bytes[index] : nil }

    /// Whether digits, with or without a sign, come next.
    var startsNumber: Bool {
        let first = next == UInt8(ascii: "-") ? index + 1 : index
        return first < end && Self.isDigit(bytes[first])
    }

    mutating func skipWhitespace() {
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

    mutating func consume(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= end else { return false }
        let matches = word.withUTF8Buffer { $0.elementsEqual(bytes[index..<index + length]) }
        if matches { index += length }
        return matches
    }

    /// Goes past `true`, `false`, `null` or a number.
    mutating func skipScalar() throws {
        switch next {
        case UInt8(ascii: "t"): try skipWord("true")
        case UInt8(ascii: "f"): try skipWord("false")
        case UInt8(ascii: "n"): try skipWord("null")
        default: _ = try skipNumber()
        }
    }

    mutating func skipWord(_ word: StaticString) throws {
        guard consume(word) else { throw failure("an unknown word") }
    }

    /// Goes past a number and says whether it has neither fraction nor exponent.
    mutating func skipNumber() throws -> Bool {
        _ = consume(UInt8(ascii: "-"))
        let first = index
        guard skipDigits() > 0 else { throw failure("a value is missing") }
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
        return isInteger
    }

    func failure(_ message: String, _ code: JSONError.Code = .malformed) -> JSONError {
        JSONError(code, message, offset: index)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while index < end, Self.isDigit(bytes[index]) { index += 1 }
        return index - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
