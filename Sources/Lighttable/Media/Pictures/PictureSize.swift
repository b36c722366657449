internal import CVips

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
}

extension PictureSize {
    private static let messageBytes = 256

    /// The size of the picture in a file, turned as its orientation says; only the header is read.
    ///
    /// - Parameter path: The file.
    /// - Throws: A ``LighttableError`` when it is no picture, or libvips is not there.
    package init(ofFile path: String) throws {
        var size = cvips_size()
        var message = [CChar](repeating: 0, count: Self.messageBytes)
        guard cvips_picture_size(path, &size, &message, message.count) else {
            throw Self.failure(
                path,
                String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            )
        }
        self.init(width: Int(size.width), height: Int(size.height))
    }

    private static func failure(_ path: String, _ message: String) -> LighttableError {
        guard PictureLibrary.version != nil else { return PictureLibrary.missing }
        guard FileSystem.exists(path) else {
            return LighttableError(.fileNotFound, "the picture is gone; put it back", at: .init(file: path))
        }
        return LighttableError(
            .malformedFile,
            "this is no picture that can be read (\(message)); put another file in its place",
            at: .init(file: path)
        )
    }
}
