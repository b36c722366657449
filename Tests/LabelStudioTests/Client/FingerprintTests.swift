import JSON
import Testing

@testable import LabelStudio

struct FingerprintTests {
    @Test func `A fingerprint is FNV-1a and survives its text`() {
        #expect(Fingerprint("a").hexadecimal == "af63dc4c8601ec8c")
        #expect(Fingerprint(hexadecimal: Fingerprint("foobar").hexadecimal) == Fingerprint("foobar"))
        #expect(Fingerprint("foobar").hexadecimal == "85944171f73967e8")
    }

    @Test func `The order of members makes no difference to a fingerprint`() throws {
        let value = try JSONValue(parsing: #"{"b":{"d":1,"c":2.50},"a":[]}"#)
        #expect(Fingerprint(value) == Fingerprint(#"{"a":[],"b":{"c":2.50,"d":1}}"#))
    }
}
