/// The size of a picture as it is shown, in pixels.
package struct PictureSize: Sendable, Hashable {
    /// Pixels in a line.
    package var width: Int
    /// Lines.
    package var height: Int

    /// A size.
    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// The size of the picture in a file, turned as its orientation says; only the header is read.
    ///
    /// - Parameter path: The file.
    /// - Throws: A ``LighttableError`` when it is no picture, or libvips is not there.
    package init(ofFile path: String) throws {
        self = try PictureHeader(ofFile: path).size
    }
}
