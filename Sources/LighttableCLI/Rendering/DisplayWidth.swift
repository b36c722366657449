/// How many terminal cells text takes: two for CJK and emoji, none for combining marks.
enum DisplayWidth {
    static func of(_ text: some StringProtocol) -> Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.reduce(0) { $0 + of($1) }
    }

    static func of(_ character: Character) -> Int {
        var width = 0
        for scalar in character.unicodeScalars {
            if scalar == variationSelector16, character.unicodeScalars.first?.properties.isEmoji == true { return 2 }
            width = max(width, of(scalar))
        }
        return width
    }

    /// The longest start of the text that fits, with `…` when something was cut.
    static func prefix(_ text: String, fitting width: Int) -> String {
        guard of(text) > width else { return text }
        return width < 1 ? "" : String(text.prefix(characters(text, within: width - 1))) + "…"
    }

    /// The longest end of the text that fits, with `…` when something was cut: the telling part of a path.
    static func suffix(_ text: String, fitting width: Int) -> String {
        guard of(text) > width else { return text }
        return width < 1 ? "" : "…" + text.suffix(characters(text.reversed(), within: width - 1))
    }

    private static let variationSelector16: Unicode.Scalar = "\u{FE0F}"

    /// East Asian wide and full-width blocks (Unicode Standard Annex 11); emoji are recognised by their own property.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
        0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F1E6...0x1F1FF, 0x1F200...0x1F265, 0x20000...0x3FFFD,
    ]

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        let isWide = scalar.properties.isEmojiPresentation || wideRanges.contains { $0.contains(scalar.value) }
        return isWide ? 2 : 1
    }

    private static func characters(_ text: some Sequence<Character>, within width: Int) -> Int {
        var used = 0
        var count = 0
        for character in text {
            used += of(character)
            if used > width { break }
            count += 1
        }
        return count
    }
}
