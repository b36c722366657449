import Foundation

/// A medium that a cell names, for people to look at: what it is, and a small picture of it.
package struct MediaPreview: Sendable {
    /// What its file is called.
    package let name: String
    /// What it is, such as `Image 640×480 PNG`.
    package let summary: String
    /// The size of a picture or a video as it is shown; `nil` for other media, and for those that cannot be read.
    package let size: PictureSize?
    private let path: String
    private let isVideo: Bool
    /// Keeps the file of a medium of the network.
    private let fetched: FetchedMedia?

    /// Looks at a medium by the start of its file; `nil` for what is not there.
    ///
    /// - Parameters:
    ///   - cell: The cell that names it.
    ///   - fetched: Media of the network.
    init?(_ cell: FetchedMedia.Cell, _ fetched: FetchedMedia?) {
        guard let path = fetched?.path(of: cell.uri) ?? MediaLocation.path(of: cell.uri) else { return nil }
        let file = MediaFile(path: path)
        let type = cell.column.type
        isVideo = type == .video
        size = isVideo ? file.clip?.video?.size : type == .image ? file.picture?.size : nil
        let format = file.format?.name
        guard size != nil || format != nil else { return nil }
        name = ((MediaLocation.path(of: cell.uri) ?? cell.uri) as NSString).lastPathComponent
        summary = [type.description, size.map { "\($0.width)×\($0.height)" }, format].compactMap(\.self)
            .joined(separator: " ")
        self.path = path
        self.fetched = fetched
    }
}

extension MediaPreview {
    /// Makes a small picture of it, of a video's first frame; it is never larger than the medium.
    ///
    /// - Parameter sheet: The size of the transparent sheet at whose upper left it is.
    /// - Returns: A PNG file.
    /// - Throws: A ``LighttableError`` when it cannot be read.
    package func png(on sheet: PictureSize) throws -> [UInt8] {
        let steps = Self.steps(on: sheet)
        if isVideo { return try Clip(path: path).withFrame(at: 0, steps, as: .pixelsAlone, Array.init) }
        return try Picture(path: path).withFile(of: steps, as: .pixelsAlone, Array.init)
    }

    /// Makes the same picture in no more than 256 colours.
    ///
    /// - Parameter sheet: The size of the transparent sheet at whose upper left it is.
    /// - Returns: Red, green, blue and opacity of each pixel, line by line.
    /// - Throws: A ``LighttableError`` when it cannot be read.
    package func pixels(on sheet: PictureSize) throws -> [UInt8] {
        let steps = Self.steps(on: sheet) + [.fewColors]
        let body = { Self.withOpacity($0, sheet.width * sheet.height) }
        if isVideo { return try Clip(path: path).withFramePixels(at: 0, steps, body) }
        return try Picture(path: path).withPixels(of: steps, body)
    }

    private static func steps(on sheet: PictureSize) -> [PictureOperation] {
        [.thumbnail(width: sheet.width, height: sheet.height), .mount(sheet)]
    }

    /// Pixels of which none is transparent come without their opacity.
    private static func withOpacity(_ bytes: UnsafeRawBufferPointer, _ count: Int) -> [UInt8] {
        guard bytes.count < 4 * count else { return Array(bytes) }
        return (0..<bytes.count / 3).flatMap { Array(bytes[3 * $0..<3 * $0 + 3]) + [UInt8.max] }
    }
}
