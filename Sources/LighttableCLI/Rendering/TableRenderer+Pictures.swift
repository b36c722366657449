extension TableRenderer {
    /// The pictures of a row.
    struct Drawn {
        /// The columns in which they are.
        var columns: [Int] = []
        /// The lines that the row takes.
        var lines = 1
        /// What draws them from the line below the row.
        var overlay = ""
    }

    /// Whether no picture is wider than its column.
    var hasRoomForPictures: Bool {
        let layout = layout
        return pictures.allSatisfy { $1.area.columns <= layout.width(of: $0.column) ?? .max }
    }

    func pictures(of row: Int, _ layout: TableLayout) -> Drawn {
        var found: [(offset: Int, picture: CellPicture)] = []
        var drawn = Drawn()
        var offset = hasBorders ? 2 : 0
        // Nothing can be put beside lines that the terminal breaks.
        for slot in layout.slots where layout.lineWidth <= width ?? .max {
            if case .column(let index, let room) = slot, let picture = pictures[Place(row: row, column: index)],
                picture.area.columns <= room
            {
                found.append((offset, picture))
                drawn.columns.append(index)
                drawn.lines = max(drawn.lines, picture.area.lines)
            }
            offset += slot.width + (hasBorders ? 3 : 2)
        }
        drawn.overlay = found.map { Self.overlay($0.picture, from: $0.offset, drawn.lines) }.joined()
        return drawn
    }

    /// Draws over lines that are there already, so that nothing scrolls, and comes back: where the cursor stands behind a
    /// picture differs from terminal to terminal.
    private static func overlay(_ picture: CellPicture, from offset: Int, _ lines: Int) -> String {
        "\u{1B}7\u{1B}[\(lines)A\u{1B}[\(offset + 1)G\(picture.sequence)\u{1B}8"
    }
}
