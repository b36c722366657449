import Lighttable

/// The cells of a terminal that a picture takes.
struct PictureArea: Hashable, Sendable {
    /// So small that the first and last rows of a table fit a screen, and so large that one sees what it is.
    static let most = (columns: 16, lines: 6)

    let columns: Int
    let lines: Int

    /// The cells of a picture, which becomes smaller where it must and never larger.
    ///
    /// - Parameters:
    ///   - size: The picture's size.
    ///   - width: How many columns there are for it.
    ///   - cell: The size of a cell in pixels.
    init(of size: PictureSize, within width: Int = most.columns, cell: PictureSize) {
        let most = (columns: max(1, min(width, Self.most.columns)), lines: Self.most.lines)
        let scales = [
            Double(most.columns * cell.width) / Double(max(size.width, 1)),
            Double(most.lines * cell.height) / Double(max(size.height, 1)), 1,
        ]
        let scale = scales.min() ?? 1
        func cells(_ pixels: Int, _ side: Int, _ most: Int) -> Int {
            let shown = max(1, Int((Double(pixels) * scale).rounded()))
            return min((shown + side - 1) / side, most)
        }
        columns = cells(size.width, cell.width, most.columns)
        lines = cells(size.height, cell.height, most.lines)
    }
}
