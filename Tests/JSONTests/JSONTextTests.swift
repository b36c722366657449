import JSON
import Testing

@Suite struct JSONTextTests {
    @Test(arguments: [
        (" { \"a\" : [ 1 , 2 ] }\n", #"{"a":[1,2]}"#), ("[]", "[]"), ("{ }", "{}"), ("-0.5e+10", "-0.5e+10"),
        (#""a b\u00e9\n""#, #""a b\u00e9\n""#), ("true", "true"), (" null ", "null"),
        ("[ true,\tfalse\r]", "[true,false]"),
        ("12345678901234567890", "12345678901234567890"), (#"{"b":1.50, "a":1, "b":2}"#, #"{"b":1.50,"a":1,"b":2}"#),
    ])
    func `white space goes and nothing else`(text: String, compact: String) throws {
        #expect(try JSONText.compact(text) == compact)
    }

    @Test(arguments: 0..<200) func `compacting undoes any spacing`(seed: Int) throws {
        var random = RandomJSON(seed)
        let text = random.value().text()
        #expect(try JSONText.compact(random.spaced(text)) == text)
    }

    @Test(arguments: 0..<500) func `what compacts is what parses, and to the same value`(seed: Int) {
        var random = RandomJSON(seed)
        let text = random.damaged(random.spaced(random.value(depth: 2).text()))
        let compact = try? JSONText.compact(text)
        #expect((try? JSONValue(parsing: text)) == compact.flatMap { try? JSONValue(parsing: $0) })
        #expect(((try? JSONValue(parsing: text)) == nil) == (compact == nil), "\(text)")
    }
}
