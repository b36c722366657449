/// Goes through JSON text byte by byte, checks its grammar and copies its tokens.
struct JSONScanner {
    private static let deepest = 512

    private let bytes: [UInt8]
    private var position = 0
    private var tokens: [UInt8] = []
    private var depth = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count)
    }

    /// The tokens without space between them.
    mutating func compacted() throws -> [UInt8] {
        try value()
        skipSpace()
        guard position == bytes.count else { throw malformed("something after the end") }
        return tokens
    }

    private mutating func value() throws {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): try container(UInt8(ascii: "}")) { scanner in try scanner.member() }
        case UInt8(ascii: "["): try container(UInt8(ascii: "]")) { scanner in try scanner.value() }
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: try number()
        }
    }

    private mutating func container(_ end: UInt8, _ item: (inout JSONScanner) throws -> Void) throws {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.deepest else { throw malformed("more than \(Self.deepest) levels") }
        take()
        skipSpace()
        if peek != end {
            try item(&self)
            skipSpace()
            while peek == UInt8(ascii: ",") {
                take()
                try item(&self)
                skipSpace()
            }
        }
        guard peek == end else { throw malformed("expected ',' or '\(Character(Unicode.Scalar(end)))'") }
        take()
    }

    private mutating func member() throws {
        skipSpace()
        guard peek == UInt8(ascii: "\"") else { throw malformed("expected a member's name") }
        try string()
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw malformed("expected ':'") }
        take()
        try value()
    }

    private mutating func string() throws {
        take()
        while let byte = peek, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw malformed("a control character in a string") }
            take()
            if byte == UInt8(ascii: "\\") { try escape() }
        }
        guard peek != nil else { throw malformed("a string without end") }
        take()
    }

    private mutating func escape() throws {
        guard let byte = peek, Array("\"\\/bfnrtu".utf8).contains(byte) else { throw malformed("an unknown escape") }
        take()
        guard byte == UInt8(ascii: "u") else { return }
        for _ in 0..<4 {
            guard let digit = peek, Character(Unicode.Scalar(digit)).isHexDigit else {
                throw malformed("an escape without four hexadecimal digits")
            }
            take()
        }
    }

    private mutating func word(_ word: String) throws {
        for byte in word.utf8 {
            guard peek == byte else { throw malformed("expected '\(word)'") }
            take()
        }
    }

    private mutating func number() throws {
        if peek == UInt8(ascii: "-") { take() }
        if peek == UInt8(ascii: "0") { take() } else { try digits() }
        if peek == UInt8(ascii: ".") {
            take()
            try digits()
        }
        guard peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") else { return }
        take()
        if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { take() }
        try digits()
    }

    private mutating func digits() throws {
        guard isDigit else { throw malformed("expected a value") }
        while isDigit { take() }
    }

    private var isDigit: Bool {
        peek.map { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } ?? false
    }

    private var peek: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func take() {
        tokens.append(bytes[position])
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func malformed(_ reason: String) -> JSONText.Malformed {
        JSONText.Malformed(reason: "\(reason) at byte \(position + 1)")
    }
}
