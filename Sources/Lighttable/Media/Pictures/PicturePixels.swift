internal import CVips

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
        let native = [PictureOperation.grayscale(keepsDepth: false).native]
        var pixels = cvips_bytes()
        try PictureLibrary.attempt(path) { cvips_pixels(path, native, native.count, &pixels, $0, $1) }
        defer { cvips_free(pixels) }
        let bytes = UnsafeRawBufferPointer(start: pixels.bytes, count: pixels.count)
        // Behind each may be its opacity.
        let stride = max(bytes.count / max(size.width * size.height, 1), 1)
        levels = Swift.stride(from: 0, to: bytes.count, by: stride).map { bytes[$0] }
    }
}
