import Columnar
import Testing

@Suite("Any text survives CSV")
struct CSVPropertyTests {
    private static let pieces = [
        "\"", "\"\"", ",", "\n", "\r\n", "\r", "#", " ", "\t", "a", "żółw", "🐢", "'", "\\", "NA", "0", ";", "\u{feff}",
    ]

    @Test("random tables read the same whatever the size of blocks", arguments: 0..<40)
    func roundTrip(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let columns = Int.random(in: 1...4, using: &generator)
        let table = (0..<Int.random(in: 0...30, using: &generator))
            // A lone null would be a blank line, which is no row.
            .map { _ in (0..<columns).map { _ in Self.cell(&generator) ?? (columns == 1 ? "" : nil) } }
        let end = ["\n", "\r\n"][seed % 2]
        let hasComments = seed % 3 == 0
        let text = Self.text(table, columns: columns, end: end, hasComments: hasComments, &generator)
        let folder = try ScratchFolder()
        let path = try folder.write(text.utf8)
        let expected = (0..<columns).map { column in table.map { $0[column].map(Value.string) ?? .null } }
        for blockBytes in blockSizes + [text.utf8.count] {
            let options = csvOptions(blockBytes: max(blockBytes, 1)) {
                $0.comment = hasComments ? UInt8(ascii: "#") : nil
            }
            #expect(
                try readCSV(path, options: options) == expected,
                "blocks of \(blockBytes) of \(text.debugDescription)"
            )
        }
    }

    private static func cell(_ generator: inout SeededGenerator) -> String? {
        if generator.isTrue(oneIn: 5) { return nil }
        return (0..<Int.random(in: 0...4, using: &generator))
            .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
    }

    private static func text(
        _ table: [[String?]],
        columns: Int,
        end: String,
        hasComments: Bool,
        _ generator: inout SeededGenerator
    ) -> String {
        var lines = [(0..<columns).map { "c\($0)" }.joined(separator: ",")]
        for row in table {
            if hasComments && generator.isTrue(oneIn: 3) { lines.append("#, \"comment") }
            lines.append(row.map { spelled($0, &generator) }.joined(separator: ","))
        }
        return lines.joined(separator: end) + (generator.isTrue(oneIn: 2) ? end : "")
    }

    private static func spelled(_ cell: String?, _ generator: inout SeededGenerator) -> String {
        guard let cell else { return "" }
        let isPlain = !cell.isEmpty && !cell.unicodeScalars.contains { [",", "\"", "\r", "\n", "#"].contains($0) }
        if isPlain && generator.isTrue(oneIn: 2) { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
