/// Damages bytes at random, in the ways that find faults in parsers.
struct Mutation {
    private var generator: SeededGenerator

    init(seed: Int) {
        generator = SeededGenerator(seed)
    }

    /// The bytes with some damage; perhaps with parts of another file.
    mutating func damaged(_ bytes: [UInt8], other: [UInt8]) -> [UInt8] {
        var result = bytes
        for _ in 0..<[1, 1, 1, 2, 3, 8][generator.number(0..<6)] { damage(&result, other) }
        return result
    }

    /// One of some things.
    mutating func choice<Element>(_ elements: [Element]) -> Element? {
        elements.randomElement(using: &generator)
    }

    private mutating func damage(_ bytes: inout [UInt8], _ other: [UInt8]) {
        guard !bytes.isEmpty else {
            bytes = Array(other.prefix(generator.number(0..<64)))
            return
        }
        let index = generator.number(0..<bytes.count)
        let end = min(bytes.count, index + generator.number(1..<64))
        switch generator.number(0..<11) {
        case 0, 1: bytes[index] ^= 1 << UInt8(generator.number(0..<8))
        case 2: bytes[index] = UInt8(generator.number(0..<256))
        case 3: bytes[index] = [0, 1, 0x7F, 0x80, 0xFF, 0xFE][generator.number(0..<6)]
        case 4: bytes.removeSubrange(index..<end)
        case 5: bytes.insert(contentsOf: bytes[index..<end], at: generator.number(0..<bytes.count))
        case 6: bytes.removeLast(bytes.count - index)
        case 7: for position in index..<end { bytes[position] = 0 }
        case 8: replaceNumber(&bytes, near: index)
        case 9: splice(&bytes, other, at: index)
        default: bytes.insert(contentsOf: token(), at: index)
        }
    }

    private mutating func splice(_ bytes: inout [UInt8], _ other: [UInt8], at index: Int) {
        guard !other.isEmpty else { return }
        let start = generator.number(0..<other.count)
        let part = other[start..<min(other.count, start + generator.number(1..<128))]
        bytes.replaceSubrange(index..<min(bytes.count, index + part.count), with: part)
    }

    /// Another number in place of the next one of a text.
    private mutating func replaceNumber(_ bytes: inout [UInt8], near index: Int) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let start = bytes[index...].firstIndex(where: digits.contains) else { return }
        let end = bytes[start...].firstIndex { !digits.contains($0) } ?? bytes.count
        bytes.replaceSubrange(start..<end, with: Array(Self.numbers[generator.number(0..<Self.numbers.count)].utf8))
    }

    private static let numbers = [
        "0", "-1", "1", "127", "65536", "2147483648", "4294967295", "9007199254740993", "9223372036854775807",
        "-9223372036854775808", "9223372036854775808", "99999999999999999999999", "1e999", "0.5", "-0",
    ]

    private mutating func token() -> [UInt8] {
        let tokens = [
            "{", "}", "[", "]", "\"", ":", ",", "null", "true", "\\u0000", "\\ud800", "%00", "../", "/", "\n",
            #"{"add":{"path":"x","size":1}}"#, #"{"remove":{"path":"x"}}"#, String(repeating: "[", count: 50_000),
            String(repeating: #"{"a":"#, count: 20_000), String(repeating: "9", count: 400),
        ]
        return Array(tokens[generator.number(0..<tokens.count)].utf8)
    }
}
