/// Checks JSON text and copies it without the space between its tokens, run by run.
struct JSONCompactor {
    private var parser: JSONParser
    private var output: [UInt8] = []
    /// What comes before is in the output or is space.
    private var copied = 0

    init(_ bytes: [UInt8]) {
        parser = JSONParser(bytes)
    }

    /// The text without space; `nil` when there is none to take out.
    mutating func compacted() throws -> [UInt8]? {
        try value()
        skipSpace()
        guard parser.isAtEnd else { throw parser.failure("something follows the value") }
        guard copied > 0 else { return nil }
        return output + parser.bytes[copied...]
    }

    private mutating func value() throws {
        skipSpace()
        switch parser.next {
        case UInt8(ascii: "{"): try container("}") { try $0.member() }
        case UInt8(ascii: "["): try container("]") { try $0.value() }
        case UInt8(ascii: "\""): try parser.skipString()
        default: try parser.skipScalar()
        }
    }

    private mutating func container(_ end: Unicode.Scalar, _ item: (inout JSONCompactor) throws -> Void) throws {
        try parser.descend()
        skipSpace()
        if !parser.consume(UInt8(ascii: end)) {
            repeat {
                try item(&self)
                skipSpace()
            } while parser.consume(UInt8(ascii: ","))
            guard parser.consume(UInt8(ascii: end)) else { throw parser.failure("'\(end)' is missing") }
        }
        parser.ascend()
    }

    private mutating func member() throws {
        skipSpace()
        try parser.skipString()
        skipSpace()
        guard parser.consume(UInt8(ascii: ":")) else { throw parser.failure("':' is missing after a key") }
        try value()
    }

    private mutating func skipSpace() {
        let start = parser.index
        parser.skipWhitespace()
        guard parser.index > start else { return }
        output += parser.bytes[copied..<start]
        copied = parser.index
    }
}
