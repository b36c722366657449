/// The grey levels of a picture's pixels, line by line.
package struct PicturePixels: Sendable {
    /// The size of the picture.
    package let size: PictureSize
    /// A level for each pixel, from 0 (black) to 255 (white).
    package let levels: [UInt8]

    /// Reads the picture in a file, turned as its orientation says.
    ///
    /// - Parameter path: The file.
    /// - Throws: A ``LighttableError`` when it is no picture, or libvips is not there.
    package init(ofFile path: String) throws {
        size = try PictureSize(ofFile: path)
        let count = max(size.width * size.height, 1)
        levels = try Picture(path: path)
            .withPixels(of: [.grayscale(keepsDepth: false)]) { bytes in
                // Behind each may be its opacity.
                stride(from: 0, to: bytes.count, by: max(bytes.count / count, 1)).map { bytes[$0] }
            }
    }
}
