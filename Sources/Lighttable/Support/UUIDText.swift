import Foundation

/// Spells UUIDs one way.
enum UUIDText {
    /// A UUID in lower case with hyphens; `nil` for text that is none.
    ///
    /// Braces and missing hyphens do not matter.
    static func canonical(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
        guard digits.count == 32, text.utf8.count <= 38 else { return nil }
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        return UUID(uuidString: parts.joined(separator: "-"))?.uuidString.lowercased()
    }
}
