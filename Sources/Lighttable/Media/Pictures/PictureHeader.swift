internal import CVips

/// What the start of a picture's file tells.
struct PictureHeader: Sendable {
    /// The size as the picture is shown.
    let size: PictureSize
    /// How pixels are made up, in Pillow's words: `L` and `LA` for grey, `RGB`, `RGBA`, `CMYK`, `LAB`, `I;16` for deep grey,
    /// `F` for numbers (https://pillow.readthedocs.io/en/stable/handbook/concepts.html#modes).
    let mode: String

    /// Reads the header of a file.
    ///
    /// - Throws: A ``LighttableError`` when it is no picture, or libvips is not there.
    init(ofFile path: String) throws {
        var header = cvips_header()
        try PictureLibrary.attempt(path) { cvips_read_header(path, &header, $0, $1) }
        size = PictureSize(width: Int(header.width), height: Int(header.height))
        mode = Self.mode(header)
    }

    private static func mode(_ header: cvips_header) -> String {
        let hasAlpha = header.has_alpha
        // VipsBandFormat and VipsInterpretation: floats, CMYK, Lab, deep grey, grey.
        switch (header.format, header.space, header.bands) {
        case (6..., _, _): return "F"
        case (_, 15, _): return "CMYK"
        case (_, 13, _), (_, 21, _): return "LAB"
        case (_, 26, 1): return "I;16"
        case (_, _, ...2): return hasAlpha ? "LA" : "L"
        default: return hasAlpha ? "RGBA" : "RGB"
        }
    }
}
