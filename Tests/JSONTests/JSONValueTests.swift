import Foundation
import JSON
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: 0..<200) func `writing then parsing gives the same value`(seed: Int) throws {
        var random = RandomJSON(seed)
        let value = random.value()
        for style in [JSONStyle.compact, .canonical, JSONStyle(isSpaced: true, escapesLineSeparators: true)] {
            let parsed = try JSONValue(parsing: value.text(style))
            #expect(parsed == value && parsed.hashValue == value.hashValue)
        }
        #expect(try JSONValue(parsing: value.text()).text() == value.text())
        _ = try JSONSerialization.jsonObject(with: Data(value.bytes()), options: .fragmentsAllowed)
    }

    @Test(arguments: [
        "null", "true", "false", "\"\"", "\"a\\nb\\\"c\\\\\"", "\"\u{1F600} é\"", "[]", "{}", "[1,[2,{}],\"x\"]",
        #"{"b":{"z":null,"a":[]},"a":1}"#, "9223372036854775807", "-9223372036854775808", "0", "-0",
        "18446744073709551616", "1.0", "1.50", "-1E+3", "1e-07", "12345678901234567890.1234567890", "1e400",
    ])
    func `compact text comes back as it was, order and spelling included`(text: String) throws {
        #expect(try JSONValue(parsing: text).text() == text)
    }

    @Test func `escapes are undone`() throws {
        let parsed = try JSONValue(parsing: #" "a\"\\\/\n\t\r\b\fé\u00e9\u00E9\ud83d\ude00\ud83dx\ude00" "#)
        #expect(parsed == .string("a\"\\/\n\t\r\u{8}\u{C}ééé😀\u{FFFD}x\u{FFFD}"))
    }

    @Test func `canonical text sorts keys at every level`() throws {
        let value = try JSONValue(parsing: #" { "b" : 1 , "a" : [ true, null, {"y":"x\u0001","x":1.5} ] } "#)
        #expect(value.text(.canonical) == #"{"a":[true,null,{"x":1.5,"y":"x\u0001"}],"b":1}"#)
        #expect(value.text() == #"{"b":1,"a":[true,null,{"y":"x\u0001","x":1.5}]}"#)
    }

    @Test func `spaced text is for people and shows nothing a terminal obeys`() {
        let value: JSONValue = ["b": [1, "\u{7F}\u{2028}\u{2029}\u{1B}€"], "a": [:]]
        let style = JSONStyle(isSpaced: true, escapesLineSeparators: true)
        #expect(value.text(style) == #"{"b": [1, "\u007f\u2028\u2029\u001b€"], "a": {}}"#)
    }

    @Test func `numbers convert only where nothing is lost`() throws {
        #expect(try JSONValue(parsing: "20.0").intValue == 20)
        #expect(try JSONValue(parsing: "20.5").intValue == nil)
        #expect(try JSONValue(parsing: "9007199254740993").intValue == 9_007_199_254_740_993)
        #expect(try JSONValue(parsing: "1e30").int64Value == nil)
        #expect(try JSONValue(parsing: "1e-2").doubleValue == 0.01)
        #expect(JSONValue(Double.nan).isNull && JSONValue(-Double.infinity).isNull)
    }

    @Test(arguments: ["NaN", "-Infinity", "+inf", "nan", "null", "-NaN"])
    func `words for numbers that are none are null where they are accepted`(word: String) throws {
        let text = #"{"a":[\#(word),-1.5,true]}"#
        #expect(try JSONValue(parsing: text, acceptsNonFinite: true) == ["a": [nil, -1.5, true]])
        if word != "null" {
            #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        }
    }
}
