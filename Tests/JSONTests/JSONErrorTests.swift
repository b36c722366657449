import Foundation
import JSON
import Synchronization
import Testing

@Suite struct JSONErrorTests {
    @Test(arguments: [
        "", " ", "{", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":1,}"#, #"{"a" 1}"#, "{a:1}", "{1:2}", "tru", "nul", "NaN", "-",
        "01", "-01", "1.", ".5", "1e", "1e+", "+1", "-Infinity", #""a"#, #""\x""#, #""\u12g4""#, #""\u12"#, "\"\\",
        "1 2", "[1] 2", "\"\n\"", "'a'", "}", "[}", "{]", "\u{FEFF}1",
    ])
    func `what is not JSON is refused, by the parser and the compactor alike`(text: String) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.code == .malformed)
        #expect(throws: error) { try JSONText.compact(text) }
    }

    @Test(arguments: [("[1,]", 3), (#"{"a":tru}"#, 5), ("1 x", 2), ("\"a\\x\"", 3), ("[\"é\n\"]", 4)])
    func `an error names the byte`(text: String, offset: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(error.offset == offset)
        #expect(error.description.hasPrefix("not JSON at byte \(offset + 1): "))
    }

    @Test(
        arguments: [[0x22, 0xFF, 0x22], [0x22, 0x5C, 0x6E, 0xC3, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] as [[UInt8]]
    )
    func `a string that is not UTF-8 is refused`(bytes: [UInt8]) throws {
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        #expect(error.code == .notUTF8)
    }

    @Test(arguments: ["[", "{\"a\":"]) func `deep nesting is refused instead of crashing`(opening: String) throws {
        let bomb = String(repeating: opening, count: 1_000_000)
        let error = try #require(throws: JSONError.self) { try JSONValue(parsing: bomb) }
        #expect(error.code == .tooDeep)
        #expect(throws: JSONError.self) { try JSONText.compact(bomb) }
    }

    @Test func `the deepest nesting that is read fits the stack of a secondary thread`() {
        let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        let outcome = Mutex<String?>(nil)
        let isDone = DispatchSemaphore(value: 0)
        let thread = Thread {
            let value = try? JSONValue(parsing: text)
            outcome.withLock { $0 = value?.text(.canonical) }
            isDone.signal()
        }
        thread.stackSize = 512 * 1024
        thread.start()
        isDone.wait()
        #expect(outcome.withLock { $0 } == text)
    }
}
