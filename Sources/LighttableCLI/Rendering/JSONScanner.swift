/// Checks JSON text and takes the white space out of it, without touching its numbers and strings.
struct JSONScanner {
    /// The text on one line, or nil when it is not JSON.
    static func compact(_ text: String) -> String? {
        var scanner = JSONScanner(input: Array(text.utf8))
        guard scanner.value(depth: 0) else { return nil }
        scanner.skipSpace()
        guard scanner.position == scanner.input.count else { return nil }
        return String(decoding: scanner.output, as: UTF8.self)
    }

    private let input: [UInt8]
    private var position = 0
    private var output: [UInt8] = []

    private init(input: [UInt8]) {
        self.input = input
        output.reserveCapacity(input.count)
    }

    /// Deeper nesting than this is refused instead of exhausting the stack.
    private static let depthLimit = 512

    private var next: UInt8? { position < input.count ? input[position] : nil }

    private mutating func value(depth: Int) -> Bool {
        skipSpace()
        guard depth < Self.depthLimit, let byte = next else { return false }
        switch byte {
        case UInt8(ascii: "{"): return members(depth: depth)
        case UInt8(ascii: "["): return elements(depth: depth)
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    private mutating func members(depth: Int) -> Bool {
        list(until: "}") {
            $0.skipSpace()
            return $0.string() && $0.take(":", afterSpace: true) && $0.value(depth: depth + 1)
        }
    }

    private mutating func elements(depth: Int) -> Bool {
        list(until: "]") { $0.value(depth: depth + 1) }
    }

    private mutating func list(until end: Unicode.Scalar, _ item: (inout JSONScanner) -> Bool) -> Bool {
        emit()
        if take(end, afterSpace: true) { return true }
        repeat {
            guard item(&self) else { return false }
        } while take(",", afterSpace: true)
        return take(end)
    }

    private mutating func string() -> Bool {
        guard take("\"") else { return false }
        while let byte = next {
            if byte < 0x20 { return false }
            emit()
            if byte == UInt8(ascii: "\"") { return true }
            if byte == UInt8(ascii: "\\"), !escape() { return false }
        }
        return false
    }

    private mutating func escape() -> Bool {
        guard let byte = next else { return false }
        emit()
        guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) }
        for _ in 0..<4 {
            guard let digit = next, Character(Unicode.Scalar(digit)).isHexDigit else { return false }
            emit()
        }
        return true
    }

    private mutating func number() -> Bool {
        _ = take("-")
        if !take("0"), digits() == 0 { return false }
        if take("."), digits() == 0 { return false }
        guard take("e") || take("E") else { return true }
        _ = take("+") || take("-")
        return digits() > 0
    }

    private mutating func digits() -> Int {
        let start = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { emit() }
        return position - start
    }

    private mutating func word(_ word: String) -> Bool {
        word.unicodeScalars.allSatisfy { take($0) }
    }

    private mutating func take(_ scalar: Unicode.Scalar, afterSpace: Bool = false) -> Bool {
        if afterSpace { skipSpace() }
        guard next == UInt8(ascii: scalar) else { return false }
        emit()
        return true
    }

    private mutating func emit() {
        output.append(input[position])
        position += 1
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }
}
