import Testing

@testable import LabelStudio

struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "false", "0", "-12", "9007199254740993", "0.1", "1e-07", "\"\"", "\"a\\nb\\\"c\\\\\"",
        "\"\u{1F600} é\"", "[]", "[1,[2,{}],\"x\"]", "{\"a\":1,\"b\":{\"c\":null}}",
    ])
    func `Text that is canonical comes back the same`(text: String) throws {
        #expect(try JSONParser.parse(text).canonicalText == text)
    }

    @Test(arguments: [
        (" { \"b\" : 1 , \"a\" : [ ] } ", "{\"a\":[],\"b\":1}"), ("\"\\u00e9\\/\\ud83d\\ude00\"", "\"é/\u{1F600}\""),
        ("\"\\ud83d\"", "\"\u{FFFD}\""), ("20.0", "20.0"), ("123456789012345678901234567890", "1.2345678901234568e+29"),
        ("\"\\u0001\"", "\"\\u0001\""),
    ])
    func `Other text becomes canonical`(text: String, canonical: String) throws {
        #expect(try JSONParser.parse(text).canonicalText == canonical)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\"}", "{a:1}", "01", "1.", "-", "nul", "\"a", "\"\\x\"", "\"\\u12\"", "1 2", "\"\n\"",
        String(repeating: "[", count: 100_000),
    ])
    func `What is not JSON is refused`(text: String) {
        #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
    }

    @Test func `A fingerprint is FNV-1a and survives its text`() {
        #expect(Fingerprint("a").hexadecimal == "af63dc4c8601ec8c")
        #expect(Fingerprint(hexadecimal: Fingerprint("foobar").hexadecimal) == Fingerprint("foobar"))
        #expect(Fingerprint("foobar").hexadecimal == "85944171f73967e8")
    }
}
