import Testing

@testable import LighttableCLI

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("ｆ", 2), ("😀", 2), ("👩‍👩‍👧‍👦", 2),
        ("🇩🇪", 2), ("❤️", 2), ("❤", 1), ("a\u{200B}b", 2), ("Ω", 1), ("…", 1), ("│", 1), ("1️⃣", 2),
    ])
    func `each character takes the cells a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `a prefix never exceeds its width, and ends in an ellipsis when something was cut`() {
        #expect(DisplayWidth.prefix("abcdef", fitting: 6) == "abcdef")
        #expect(DisplayWidth.prefix("abcdef", fitting: 4) == "abc…")
        #expect(DisplayWidth.prefix("日本語", fitting: 4) == "日…")
        #expect(DisplayWidth.prefix("日本語", fitting: 1) == "…")
        #expect(DisplayWidth.prefix("abc", fitting: 0) == "")
    }

    @Test func `a suffix keeps the end`() {
        #expect(DisplayWidth.suffix("/photos/animals/cat.png", fitting: 9) == "…/cat.png")
        #expect(DisplayWidth.suffix("cat.png", fitting: 9) == "cat.png")
        #expect(DisplayWidth.suffix("ab日本", fitting: 4) == "…本")
    }
}
