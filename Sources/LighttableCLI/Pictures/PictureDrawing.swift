import Lighttable

/// How pictures are drawn on a terminal.
struct PictureDrawing: Sendable {
    let way: PictureProtocol
    /// The size of a cell in pixels.
    let cell: PictureSize

    /// The cells that a medium takes when it is drawn; nil for one that cannot be seen.
    func area(of preview: MediaPreview, within width: Int = PictureArea.most.columns) -> PictureArea? {
        preview.size.map { PictureArea(of: $0, within: width, cell: cell) }
    }

    /// Draws a medium; nil when that is not possible.
    func picture(of preview: MediaPreview, within width: Int) -> CellPicture? {
        guard let area = area(of: preview, within: width) else { return nil }
        let sheet = PictureSize(width: area.columns * cell.width, height: area.lines * cell.height)
        return try? CellPicture(area: area, sequence: sequence(of: preview, on: sheet, area))
    }

    private func sequence(of preview: MediaPreview, on sheet: PictureSize, _ area: PictureArea) throws -> String {
        switch way {
        case .kitty: KittyGraphics.sequence(try preview.png(on: sheet), in: area)
        case .iterm: InlineImages.sequence(try preview.png(on: sheet), in: area)
        case .sixel: SixelGraphics(try preview.pixels(on: sheet), width: sheet.width).sequence
        }
    }
}
