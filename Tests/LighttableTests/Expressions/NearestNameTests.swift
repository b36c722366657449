import Testing

@testable import Lighttable

@Suite("The nearest name")
struct NearestNameTests {
    @Test(
        "typing errors are found, and nothing far away",
        arguments: [
            ("widht", "width"), ("WIDTH", "width"), ("heigt", "height"), ("photos", "photo"), ("a", nil),
            ("annotation", "annotations"), ("", nil), ("completely different", nil), ("wdith_px", nil),
        ]
    )
    func suggestions(written: String, expected: String?) {
        let names = ["width", "height", "photo", "annotations"]
        #expect(NearestName.suggestion(for: written, among: names) == expected)
        #expect(NearestName.suggestion(for: written, among: []) == nil)
    }
}
