import Columnar
import Testing

@testable import Lighttable

@Suite("Text that is read as Json") struct JSONCastTests {
    private func values(_ texts: [String?], _ expression: String, _ type: DataType) throws -> [Value] {
        let builder = try ColumnBuilder(Field("s", .string))
        for text in texts { try builder.append(text.map { .string($0) } ?? .null) }
        let batch = try RecordBatch([try builder.finish()])
        let column = Column("made", type == .string ? .json : .int)
        let compiler = ExpressionCompiler([Column("s", .string)])
        let steps = try compiler.assignment(try Expression(expression), to: column).steps
        let made = try batch.evaluated(steps, as: Field("made", type))
        return (0..<made.count).map { made.value(at: $0) }
    }

    @Test("its values are the text's, without space between them")
    func values() throws {
        let texts = [#" { "a" : [ 1, 2.50 , "x y" ] } "#, "null", "\"ä\\u00e4\"", nil, "-0.0", "[]", "true"]
        let expected: [Value] = [
            .string(#"{"a":[1,2.50,"x y"]}"#), .string("null"), .string("\"ä\\u00e4\""), .null, .string("-0.0"),
            .string("[]"), .string("true"),
        ]
        #expect(try values(texts, "CAST(s AS Json)", .string) == expected)
    }

    @Test("paths lead into it")
    func paths() throws {
        let texts = [#"{"boxes": [{"w": 3}, {"w": 4}]}"#, "{}", nil]
        #expect(try values(texts, "CAST(CAST(s AS Json).boxes[1].w AS Int)", .int64) == [.int(4), .null, .null])
    }

    @Test(
        "what is no JSON is an error that shows it",
        arguments: [
            ("", "a value is missing"), ("{", "expected a key"), ("{\"a\":1", "expected ','"),
            ("[1,]", "expected a value"),
            ("1 2", "something follows"), ("\"a", "a string is not closed"), ("nul", "expected a value"),
            ("NaN", "no such number"), ("\"a\nb\"", "control character"), ("{'a':1}", "expected a key"),
        ]
    )
    func broken(text: String, part: String) throws {
        let error = #expect(throws: ColumnarError.self) { try values(["{}", text], "CAST(s AS Json)", .string) }
        #expect(error?.message.contains("'\(text)' is no JSON") == true, "\(error?.message ?? "none")")
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "none")")
    }
}
