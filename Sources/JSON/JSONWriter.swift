/// Writes JSON text piece by piece; the caller decides the order of members.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object {
///     $0.key("id")
///     $0.value(1)
/// }
/// writer.text  // {"id":1}
/// ```
public struct JSONWriter: Sendable {
    /// What was written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    private let style: JSONStyle
    private var needsComma = false

    /// Creates a writer.
    public init(_ style: JSONStyle = .compact) {
        self.style = style
    }

    /// What was written so far.
    public var text: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Writes an object whose members `body` writes.
    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// Writes an array, each element by `body`.
    public mutating func array<Element>(
        _ elements: some Sequence<Element>,
        _ body: (inout JSONWriter, Element) throws -> Void
    ) rethrows {
        open(UInt8(ascii: "["))
        for element in elements { try body(&self, element) }
        close(UInt8(ascii: "]"))
    }

    /// Writes the key of the member that is written next.
    public mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        if style.isSpaced { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
    }

    /// Writes members into the object at hand.
    public mutating func members(_ members: JSONObject) {
        if style.sortsKeys {
            for (key, value) in members.sorted(by: { $0.key < $1.key }) { member(key, value) }
        } else {
            for (key, value) in members { member(key, value) }
        }
    }

    /// Writes a value.
    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: verbatim("null")
        case .bool(let flag): verbatim(flag ? "true" : "false")
        case .integer(let number): verbatim(String(number))
        case .number(let literal): verbatim(literal)
        case .string(let string): self.string(string)
        case .array(let elements): array(elements) { $0.value($1) }
        case .object(let members): object { $0.members(members) }
        }
    }

    /// Writes a string.
    public mutating func string(_ string: String) {
        separate()
        appendQuoted(string)
        needsComma = true
    }

    /// Writes a value that is JSON text already, as it is.
    public mutating func verbatim(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    /// Starts a new line; what follows is a document of its own.
    public mutating func newline() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    private mutating func member(_ key: String, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        guard needsComma else { return }
        bytes.append(UInt8(ascii: ","))
        if style.isSpaced { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func appendQuoted(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        if style.escapesLineSeparators, string.utf8.contains(where: { $0 == 0x7F || $0 == 0xE2 }) {
            for scalar in string.unicodeScalars { appendVisibly(scalar) }
        } else {
            for byte in string.utf8 { appendEscaped(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendVisibly(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{7F}", "\u{2028}", "\u{2029}": appendCodeUnit(UInt16(scalar.value))
        default: for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { appendEscaped(byte) }
        }
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20: appendCodeUnit(UInt16(byte))
        default: bytes.append(byte)
        }
    }

    private mutating func appendCodeUnit(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: "\\u".utf8)
        bytes.append(contentsOf: String(repeating: "0", count: 4 - digits.count).utf8)
        bytes.append(contentsOf: digits.utf8)
    }
}
