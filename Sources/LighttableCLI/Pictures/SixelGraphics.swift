/// A picture in Sixel, the graphics of DEC's terminals (https://vt100.net/docs/vt3xx-gp/chapter14.html).
struct SixelGraphics {
    private static let mostColors = 256

    private let width: Int
    /// Red, green and blue in one number each.
    private let palette: [UInt32]
    /// The number of each pixel's colour; nil for what is transparent.
    private let pixels: [Int?]

    /// Takes a picture of a few colours.
    ///
    /// - Parameters:
    ///   - bytes: Red, green, blue and opacity of each pixel, line by line.
    ///   - width: The pixels of a line.
    init(_ bytes: [UInt8], width: Int) {
        let (palette, pixels) = Self.indexed(bytes, keeping: 0xFFFFFF)
        // A libvips that cannot choose colours leaves them all.
        let isSmall = palette.count <= Self.mostColors
        (self.palette, self.pixels) = isSmall ? (palette, pixels) : Self.indexed(bytes, keeping: 0xE0E0C0)
        self.width = width
    }

    /// What draws it from the cursor on; transparent pixels stay as they are.
    var sequence: String {
        let height = pixels.count / width
        let colors = palette.enumerated().map { "#\($0);2;" + Self.percentages($1) }.joined()
        let bands = stride(from: 0, to: height, by: 6).map { band($0..<min($0 + 6, height)) }
        return "\u{1B}P0;1;0q\"1;1;\(width);\(height)\(colors)\(bands.joined(separator: "-"))\u{1B}\\"
    }

    private static func indexed(_ bytes: [UInt8], keeping mask: UInt32) -> (palette: [UInt32], pixels: [Int?]) {
        var palette: [UInt32] = []
        var numbers: [UInt32: Int] = [:]
        let pixels = stride(from: 0, to: bytes.count, by: 4)
            .map { place -> Int? in
                guard bytes[place + 3] >= 128 else { return nil }
                let (red, green, blue) = (UInt32(bytes[place]), UInt32(bytes[place + 1]), UInt32(bytes[place + 2]))
                let color = (red << 16 | green << 8 | blue) & mask
                if let number = numbers[color] { return number }
                palette.append(color)
                numbers[color] = palette.count - 1
                return palette.count - 1
            }
        return (palette, pixels)
    }

    private static func percentages(_ color: UInt32) -> String {
        let shifts: [UInt32] = [16, 8, 0]
        let parts = shifts.map { shift -> String in
            let level = Int(color >> shift & 0xFF)
            return String((level * 100 + 127) / 255)
        }
        return parts.joined(separator: ";")
    }

    /// Six lines of pixels: for each colour, which of the six it has in each place.
    private func band(_ lines: Range<Int>) -> String {
        var rows: [Int: [UInt8]] = [:]
        for line in lines {
            for column in 0..<width {
                guard let color = pixels[line * width + column] else { continue }
                rows[color, default: [UInt8](repeating: 0, count: width)][column] |= 1 << (line - lines.lowerBound)
            }
        }
        return rows.sorted { $0.key < $1.key }.map { "#\($0.key)" + Self.runs($0.value) }.joined(separator: "$")
    }

    private static func runs(_ row: [UInt8]) -> String {
        var text = ""
        var rest = row[...(row.lastIndex { $0 != 0 } ?? row.startIndex)]
        while let first = rest.first {
            let count = rest.prefix { $0 == first }.count
            let sign = String(UnicodeScalar(first + 0x3F))
            text += count > 3 ? "!\(count)\(sign)" : String(repeating: sign, count: count)
            rest = rest.dropFirst(count)
        }
        return text
    }
}
