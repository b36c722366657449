import JSON
import Testing

@Suite struct JSONObjectTests {
    @Test(arguments: [3, 12, 13, 14, 200]) func `members keep their order and are found by key`(count: Int) {
        let keys = (0..<count).map { "k\($0 * 7919 % count)-\($0)" }
        let object = JSONObject(keys.enumerated().map { ($1, .int($0)) })
        #expect(object.map(\.key) == keys)
        for (index, key) in keys.enumerated() { #expect(object[key] == .int(index)) }
        #expect(object["absent"] == nil)
    }

    @Test(arguments: [3, 12, 13, 200]) func `a removed member is gone and the others are still found`(count: Int) {
        var object = JSONObject((0..<count).map { ("k\($0)", .int($0)) })
        object["k1"] = nil
        object["absent"] = nil
        #expect(object.count == count - 1 && object["k1"] == nil)
        #expect(object["k\(count - 1)"] == .int(count - 1))
        object["k1"] = "back"
        #expect(object.last?.key == "k1" && object["k1"] == "back")
    }

    @Test(arguments: [3, 40]) func `of a repeated key the last value counts`(count: Int) throws {
        let members = (0..<count).map { #""k\#($0)":\#($0)"# } + [#""k0":"again""#]
        let value = try JSONValue(parsing: "{" + members.joined(separator: ",") + "}")
        #expect(value["k0"] == "again" && value.objectValue?.count == count)
        #expect(value.objectValue?.first?.key == "k0")
    }

    @Test func `objects are equal whatever their order`() {
        let object: JSONObject = ["a": 1, "b": ["c": nil]]
        #expect(object == ["b": ["c": nil], "a": 1])
        #expect(Set([object, ["b": ["c": nil], "a": 1]]).count == 1)
        #expect(object != ["a": 1] && object != ["a": 1, "b": ["d": nil]] && object != ["a": 1, "x": ["c": nil]])
    }

    @Test func `a dictionary becomes an object sorted by key, and back`() {
        let dictionary: [String: JSONValue] = ["c": 3, "a": 1, "b": 2]
        #expect(JSONObject(dictionary).map(\.key) == ["a", "b", "c"])
        #expect(JSONObject(dictionary).dictionary == dictionary)
    }

    @Test func `merging keeps the order and takes the other's values`() {
        let merged = (["b": 1, "a": 2] as JSONObject).merging(["c": 3, "b": 4])
        #expect(JSONValue.object(merged).text() == #"{"b":4,"a":2,"c":3}"#)
        #expect(JSONValue.object(merged.filter { $0.value != 2 }).text() == #"{"b":4,"c":3}"#)
    }
}
