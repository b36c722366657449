extension JSONParser {
    /// Reads a string, its opening quote included.
    mutating func parseString() throws -> String {
        guard consume(UInt8(ascii: "\"")) else { throw failure("'\"' is missing") }
        let start = index
        while index < end {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return try decode(bytes[start..<index - 1])
            case UInt8(ascii: "\\"):
                return try parseEscapedString(from: start)
            case 0..<0x20:
                throw failure("a control character in a string")
            default:
                index += 1
            }
        }
        throw failure("a string does not end")
    }

    /// Goes past a string, checking its escapes.
    mutating func skipString() throws {
        guard consume(UInt8(ascii: "\"")) else { throw failure("'\"' is missing") }
        var ignored: [UInt8] = []
        while index < end {
            let byte = bytes[index]
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            index += 1
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") {
                ignored.removeAll(keepingCapacity: true)
                try appendEscape(to: &ignored)
            }
        }
        throw failure("a string does not end")
    }

    private mutating func parseEscapedString(from start: Int) throws -> String {
        var unescaped = Array(bytes[start..<index])
        while index < end {
            let byte = bytes[index]
            guard byte >= 0x20 else { throw failure("a control character in a string") }
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return try decode(unescaped[...])
            case UInt8(ascii: "\\"): try appendEscape(to: &unescaped)
            default: unescaped.append(byte)
            }
        }
        throw failure("a string does not end")
    }

    private mutating func appendEscape(to unescaped: inout [UInt8]) throws {
        guard index < end else { throw failure("a string does not end") }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "u"): unescaped.append(contentsOf: String(try parseScalar()).utf8)
        default:
            index -= 1
            throw failure("an unknown escape")
        }
    }

    /// Reads what follows `\u`, with the second half of a surrogate pair; a lone half becomes U+FFFD.
    private mutating func parseScalar() throws -> Character {
        let unit = try parseCodeUnit()
        if UTF16.isLeadSurrogate(unit), index + 1 < end, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let afterLead = index
            index += 2
            let trail = try parseCodeUnit()
            if UTF16.isTrailSurrogate(trail) {
                return Character(UTF16.decode(UTF16.EncodedScalar([unit, trail])))
            }
            index = afterLead
        }
        return Character(Unicode.Scalar(unit) ?? "\u{FFFD}")
    }

    private mutating func parseCodeUnit() throws -> UInt16 {
        guard index + 4 <= end else { throw failure("a \\u escape is too short") }
        var unit: UInt16 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Self.hexadecimalValue(byte) else { throw failure("a bad \\u escape") }
            unit = unit << 4 | digit
        }
        index += 4
        return unit
    }

    private static func hexadecimalValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private func decode(_ utf8: ArraySlice<UInt8>) throws -> String {
        guard let string = String(validating: utf8, as: UTF8.self) else {
            throw failure("a string is not UTF-8", .notUTF8)
        }
        return string
    }
}
