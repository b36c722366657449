import JSON
import Testing

@Suite struct JSONWriterTests {
    @Test func `members stand in the order they are written, those of values as the style says`() {
        var writer = JSONWriter(.canonical)
        writer.object {
            $0.key("z")
            $0.value(["b": 1, "a": 2])
            $0.key("y")
            $0.array([1, 2]) { $0.value(.int($1)) }
            $0.members(["d": nil, "c": "x"])
            $0.key("raw")
            $0.verbatim("[1.50]")
        }
        writer.newline()
        writer.string("next")
        #expect(writer.text == #"{"z":{"a":2,"b":1},"y":[1,2],"c":"x","d":null,"raw":[1.50]}"# + "\n\"next\"")
    }
}
