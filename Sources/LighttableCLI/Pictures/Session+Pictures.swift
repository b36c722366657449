import Columnar
import Lighttable

extension Session {
    /// Looks at the media in rows that are printed for people; nil where only their addresses are.
    func gallery(
        of rows: [Row],
        _ columns: [Column],
        in store: Store,
        _ choice: PictureChoice
    ) async throws -> MediaGallery? {
        let isTerminal = Terminal.isTerminal(out.descriptor)
        let hasMedia = !rows.isEmpty && columns.contains(where: \.type.isMedia)
        guard hasMedia, isTerminal || choice.way != nil else { return nil }
        var way = choice.way
        if choice == .auto, columns.contains(where: { $0.type == .image || $0.type == .video }) {
            way = try await Terminal.pictureProtocol()
        }
        let drawing = way.map { PictureDrawing(way: $0, cell: Terminal.cellSize(out.descriptor)) }
        return try await MediaGallery(of: rows, columns, in: store, drawing)
    }

    /// Draws a table in which pictures take the places of cells.
    func table(
        _ columns: [TableRenderer.Column],
        _ rows: [[String?]],
        gapAfter: Int?,
        _ gallery: MediaGallery
    ) async throws {
        var renderer = renderer(columns, rows, gapAfter: gapAfter)
        if Terminal.isTerminal(out.descriptor) {
            for (place, words) in gallery.words { renderer.rows[place.row][place.column] = words }
        }
        renderer.pictureWidths = gallery.widths
        try await draw(gallery, into: &renderer)
        // The text of what could not be drawn may have made less room for the others.
        if !renderer.hasRoomForPictures { try await draw(gallery, into: &renderer) }
        try out.write(renderer.render())
    }

    private func draw(_ gallery: MediaGallery, into renderer: inout TableRenderer) async throws {
        renderer.pictures = try await gallery.pictures(in: renderer.layout)
        renderer.pictureWidths = renderer.pictures.mapValues(\.area.columns)
    }
}
