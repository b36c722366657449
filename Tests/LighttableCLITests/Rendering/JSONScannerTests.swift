import Foundation
import Testing

@testable import LighttableCLI

@Suite struct JSONScannerTests {
    @Test(arguments: [
        (" { \"a\" : [ 1 , 2 ] }\n", #"{"a":[1,2]}"#), ("[]", "[]"), ("{ }", "{}"), ("-0.5e+10", "-0.5e+10"),
        (#""a b\u00e9\n""#, #""a b\u00e9\n""#), ("true", "true"), ("null", "null"),
        ("12345678901234567890", "12345678901234567890"),
    ])
    func `white space goes and nothing else`(text: String, compact: String) {
        #expect(JSONScanner.compact(text) == compact)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":}", "{a:1}", "01", "1.", ".5", "+1", "tru", "\"\n\"", "\"\\x\"", "\"\\u12g4\"",
        "[1] 2", "{\"a\" 1}", "'a'", "NaN", "-", "1e", "[1 2]",
    ])
    func `what is not JSON is refused`(text: String) {
        #expect(JSONScanner.compact(text) == nil)
    }

    @Test func `endless nesting is refused instead of overflowing the stack`() {
        #expect(JSONScanner.compact(String(repeating: "[", count: 100_000)) == nil)
    }
}
