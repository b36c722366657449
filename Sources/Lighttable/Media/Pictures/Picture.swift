internal import CVips

/// A picture in a file, on which work is done by libvips.
struct Picture: Sendable {
    let path: String

    /// Does work on the picture, and gives the bytes of a file of the result to a body.
    ///
    /// - Parameters:
    ///   - operations: What to do, in order; the picture is turned as its orientation says first.
    ///   - encoding: What file to make.
    ///   - body: Takes the bytes.
    /// - Returns: What the body returns.
    /// - Throws: A ``LighttableError`` when it is no picture, or the work is not possible on it; what the body throws.
    func withFile<Result>(
        of operations: [PictureOperation],
        as encoding: PictureEncoding,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let native = operations.map(\.native)
        var bytes = cvips_bytes()
        try PictureLibrary.attempt(path) {
            cvips_transform(path, native, native.count, encoding.suffix, &bytes, $0, $1)
        }
        defer { cvips_free(bytes) }
        return try body(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
    }

    /// Does work on the picture, and gives the pixels of the result to a body.
    ///
    /// - Parameters:
    ///   - operations: What to do, in order; the picture is turned as its orientation says first.
    ///   - body: Takes the pixels, line by line.
    /// - Returns: What the body returns.
    /// - Throws: A ``LighttableError`` when it is no picture, or the work is not possible on it; what the body throws.
    func withPixels<Result>(
        of operations: [PictureOperation],
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        let native = operations.map(\.native)
        var pixels = cvips_bytes()
        try PictureLibrary.attempt(path) { cvips_pixels(path, native, native.count, &pixels, $0, $1) }
        defer { cvips_free(pixels) }
        return try body(UnsafeRawBufferPointer(start: pixels.bytes, count: pixels.count))
    }

    /// A hash of what is seen that changes little when the picture is scaled or encoded anew: of 9 × 8 grey pixels, whether
    /// each is darker than the next in its line (https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html).
    ///
    /// - Returns: 16 hexadecimal digits; the number of bits in which two differ tells how far apart they are.
    /// - Throws: A ``LighttableError`` when it is no picture.
    func perceptualHash() throws -> String {
        try withPixels(of: [.resize(width: 9, height: 8), .grayscale(keepsDepth: false)], Self.hash)
    }

    private static func hash(of bytes: UnsafeRawBufferPointer) -> String {
        // Behind each may be its opacity.
        let stride = bytes.count / 72
        var hash: UInt64 = 0
        for line in 0..<8 {
            for column in 0..<8 {
                let place = (line * 9 + column) * stride
                hash = hash << 1 | (bytes[place] < bytes[place + stride] ? 1 : 0)
            }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
