import Columnar
import Lighttable

/// The media in the rows of a table for people: small pictures of them where they can be drawn, else words about them.
struct MediaGallery: Sendable {
    /// Nobody looks at more, and looking at each takes its time.
    private static let mostRows = 1000

    private let previews: [TableRenderer.Place: MediaPreview]
    private let drawing: PictureDrawing?

    /// Looks at the media of rows.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - columns: Their columns.
    ///   - store: Fetches pictures of the network when they are to be drawn.
    ///   - drawing: How they are drawn; nil when they are not.
    /// - Throws: What ends the whole work, such as its cancellation.
    init(of rows: [Row], _ columns: [Column], in store: Store, _ drawing: PictureDrawing?) async throws {
        var cells: [(place: TableRenderer.Place, cell: FetchedMedia.Cell)] = []
        for (index, column) in columns.enumerated() where column.type.isMedia {
            for (row, values) in rows.prefix(Self.mostRows).enumerated() {
                guard let uri = values.values[index].stringValue else { continue }
                let place = TableRenderer.Place(row: row, column: index)
                cells.append((place, FetchedMedia.Cell(uri: uri, column: column, row: row + 1)))
            }
        }
        let found = try await store.previews(of: cells.map(\.cell), fetchesPictures: drawing != nil)
        previews = Dictionary(uniqueKeysWithValues: zip(cells.map(\.place), found)).compactMapValues(\.self)
        self.drawing = drawing
    }

    /// What the media are, such as `cat.png <Image 640×480 PNG>`.
    var words: [TableRenderer.Place: String] {
        previews.mapValues { CellText.oneLine("\($0.name) <\($0.summary)>") }
    }

    /// How wide the pictures would like to be.
    var widths: [TableRenderer.Place: Int] {
        previews.compactMapValues { drawing?.area(of: $0)?.columns }
    }

    /// Draws the pictures whose columns are shown, as small as those are; what cannot be drawn is left out.
    func pictures(in layout: TableLayout) async throws -> [TableRenderer.Place: CellPicture] {
        guard let drawing else { return [:] }
        let shown = previews.compactMap { place, preview in
            layout.width(of: place.column).map { (place: place, preview: preview, width: $0) }
        }
        let pictures = try await shown.concurrentMap { place, preview, width in
            try await BlockingExecutor(label: "lighttable.picture")
                .run {
                    (place, drawing.picture(of: preview, within: width))
                }
        }
        return Dictionary(uniqueKeysWithValues: pictures).compactMapValues(\.self)
    }
}
