import Columnar
import Foundation
import JSON
import Lighttable
import Testing

@testable import LighttableCLI

@Suite struct JSONDocumentTests {
    @Test func `keys keep their order and control characters are escaped`() {
        let value: JSONValue = ["b": 1, "a": ["x\n\"\\\u{1}", true, nil]]
        #expect(value.document == #"{"b": 1, "a": ["x\n\"\\\u0001", true, null]}"#)
    }

    @Test func `a list stands on one line for each element`() {
        #expect(JSONValue.array([["a": 1], ["a": 2]]).document == "[\n{\"a\": 1},\n{\"a\": 2}\n]")
        #expect(JSONValue.array([]).document == "[]")
    }

    @Test(arguments: [
        "plain", "", "日本 🐈", "quote \" slash \\ / end", "\u{0}\u{1F}\u{7F}\u{2028}\u{2029}", "tab\tnew\r\nline",
    ])
    func `strings come back from another parser as they were, on one line`(text: String) throws {
        let document = JSONValue.string(text).document
        let parsed = try JSONSerialization.jsonObject(with: Data(document.utf8), options: .fragmentsAllowed) as? String
        #expect(parsed == text)
        #expect(!document.contains(where: \.isNewline) && !document.utf8.contains(0x7F))
    }

    @Test func `numbers that are none are words`() {
        let cells = [Double.nan, .infinity, -.infinity].map(Columnar.Value.float)
        #expect(text(.list(cells), in: Column("c", .json)) == #"["NaN", "Infinity", "-Infinity"]"#)
    }

    @Test func `cells are JSON of their column's type`() {
        let cells: [(Columnar.Value, ColumnType, Bool, String)] = [
            (.null, .string, false, "null"),
            (.int(9_007_199_254_740_993), .int, false, "9007199254740993"),
            (.float(0.1), .float, false, "0.1"),
            (.string(#"{ "b" : [1.50, 1e3], "a":"\u00e9" }"#), .json, false, #"{"b":[1.50,1e3],"a":"\u00e9"}"#),
            (.string("{broken"), .json, false, #""{broken""#),
            (.string(#"{"a":1}"#), .string, false, #""{\"a\":1}""#),
            (.string("file:///x.png"), .image, false, #""file:///x.png""#),
            (.binary(Data([0, 255])), .binary, false, #""AP8=""#),
            (.date(20_484), .date, false, #""2026-01-31""#),
            (.timestamp(1_769_860_800_000_000), .timestamp, false, #""2026-01-31T12:00:00Z""#),
            (.timestamp(1_769_860_800_500_000), .timestamp, true, #""2026-01-31T12:00:00.5""#),
            (.decimal("12.50"), .decimal(precision: 10, scale: 2), false, "12.50"),
            (.list([.float(1), .null]), .json, false, "[1.0, null]"),
            (.structure([NamedValue(name: "x", value: .bool(true))]), .json, false, #"{"x": true}"#),
        ]
        for (value, type, isLocalTime, expected) in cells {
            #expect(text(value, in: Column("c", type, isLocalTime: isLocalTime)) == expected)
        }
    }

    private func text(_ value: Columnar.Value, in column: Column) -> String {
        var writer = JSONWriter(.line)
        writer.cell(value, in: column)
        return writer.text
    }
}
