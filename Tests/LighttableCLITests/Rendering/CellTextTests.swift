import Columnar
import Foundation
import Lighttable
import Testing

@testable import LighttableCLI

@Suite struct CellTextTests {
    private func text(_ value: Columnar.Value, _ type: ColumnType = .string) -> String {
        CellText.of(value, in: Column("c", type))
    }

    @Test func `cells stay on one line and cannot steer the terminal`() {
        #expect(text(.string("two\nlines\t\u{1B}[31mred\u{2028}")) == "two\\nlines\\t\\u{1b}[31mred\\u{2028}")
        #expect(text(.string("naïve 日本 🐈")) == "naïve 日本 🐈")
    }

    @Test func `long lists are cut, and say by how much`() {
        let numbers = (1...1000).map { Columnar.Value.int($0) }
        #expect(text(.list(numbers)) == "[1, 2, 3, 4, 5, 6, … 994 more]")
        #expect(text(.list([.string("a"), .null])) == #"["a", null]"#)
    }

    @Test func `bytes are told by their size`() {
        #expect(text(.binary(Data(count: 1500)), .binary) == "<1.5 kB>")
    }
}
