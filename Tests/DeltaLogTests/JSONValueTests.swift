import DeltaLog
import Foundation
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: 0..<200) func writingThenParsingGivesTheSameValue(seed: Int) throws {
        var generator = SeededGenerator(seed)
        let value = Self.random(depth: 4, &generator)
        #expect(try JSONValue(parsing: value.description) == value)
        let foundation = try JSONSerialization.jsonObject(
            with: Data(value.description.utf8),
            options: .fragmentsAllowed
        )
        #expect(!(foundation is NSError))
    }

    @Test(arguments: [
        "9223372036854775807", "-9223372036854775808", "0", "-0", "18446744073709551616", "1.0", "1.25", "-1E+3",
        "12345678901234567890.1234567890", "1e400",
    ])
    func numbersKeepTheirSpelling(literal: String) throws {
        #expect(try JSONValue(parsing: literal).description == literal)
    }

    @Test func escapesAreUndone() throws {
        let parsed = try JSONValue(parsing: #""a\"\\\/\n\t\r\b\fé\u00e9\ud83d\ude00\ud83dx""#)
        #expect(parsed == .string("a\"\\/\n\t\r\u{8}\u{C}éé😀\u{FFFD}x"))
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":1,}"#, "tru", "nul", "NaN", "-", "01", "1.", "1e", "+1",
        #""a"#,
        #""\x""#, #""\u12g4""#, #""\u12"#, "1 2", "\"\n\"", "-Infinity", "{1:2}",
    ])
    func whatIsNotJSONIsRefused(text: String) async {
        #expect(await errorCode { _ = try JSONValue(parsing: text) } == .malformedJSON)
    }

    @Test func deepNestingIsRefusedInsteadOfCrashing() async {
        let bomb = String(repeating: "[", count: 1_000_000)
        #expect(await errorCode { _ = try JSONValue(parsing: bomb) } == .malformedJSON)
    }

    @Test func objectsAreWrittenInKeyOrder() {
        let value: JSONValue = ["b": 1, "a": [true, nil, "x\u{1}"], "c": 1.5]
        #expect(value.description == #"{"a":[true,null,"x\u0001"],"b":1,"c":1.5}"#)
    }

    static func random(depth: Int, _ generator: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int64.random(in: .min ... .max, using: &generator))
        case 3: return JSONValue(Double.random(in: -1e9...1e9, using: &generator) + 0.5)
        case 4: return .string(randomString(&generator))
        case 5: return .array((0..<3).map { _ in random(depth: depth - 1, &generator) })
        default:
            let members = (0..<3).map { _ in (randomString(&generator), random(depth: depth - 1, &generator)) }
            return .object(Dictionary(members) { first, _ in first })
        }
    }

    static func randomString(_ generator: inout SeededGenerator) -> String {
        let alphabet = Array("ab\"\\/\n\t\r\u{1}\u{1F} é😀漢%{}[]:,")
        let length = Int.random(in: 0...12, using: &generator)
        return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }
}
