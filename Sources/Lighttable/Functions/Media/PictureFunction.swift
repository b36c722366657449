import Columnar

/// A function that makes a picture of another.
enum PictureFunction: String, CaseIterable {
    /// To a width and a height, whatever becomes of its shape.
    case resize
    /// To fit within a width and a height; its shape stays, and it never grows.
    case thumbnail
    /// To the part at a left and a top, of a width and a height.
    case crop
    /// By degrees, against the clock.
    case rotate
    /// From left to right ('horizontal') or upside down ('vertical').
    case flip
    /// To grey.
    case grayscale
    /// By a Gaussian of so many pixels.
    case blur
    /// To a format such as 'png', perhaps with a quality from 1 to 100.
    case convert

    /// What it takes behind the picture.
    var parameters: [ColumnType] {
        switch self {
        case .resize, .thumbnail: [.int, .int]
        case .crop: [.int, .int, .int, .int]
        case .rotate, .blur: [.float]
        case .flip: [.string]
        case .grayscale: []
        case .convert: [.string, .int]
        }
    }

    /// How many arguments it takes, with the picture.
    var argumentCounts: ClosedRange<Int> { self == .convert ? 2...3 : parameters.count + 1...parameters.count + 1 }

    /// What it takes, in words for an error.
    var signature: String {
        switch self {
        case .resize, .thumbnail: "a column of pictures, a width and a height"
        case .crop: "a column of pictures, a left, a top, a width and a height"
        case .rotate: "a column of pictures and degrees"
        case .flip: "a column of pictures and 'horizontal' or 'vertical'"
        case .grayscale: "a column of pictures"
        case .blur: "a column of pictures and a number of pixels"
        case .convert: "a column of pictures, a format such as 'png', and perhaps a quality"
        }
    }
}

extension PictureFunction {
    private static let sides = 1...65_535

    /// What is to be done, by the values behind the picture; `nil` when the function is only about the file's format.
    ///
    /// - Throws: A ``CellError`` for values that make no sense.
    func operation(_ values: ArraySlice<Value>) throws -> PictureOperation? {
        let values = Array(values)
        switch self {
        case .resize: return .resize(width: try side(values[0], "width"), height: try side(values[1], "height"))
        case .thumbnail: return .thumbnail(width: try side(values[0], "width"), height: try side(values[1], "height"))
        case .crop: return try crop(values)
        case .rotate: return .rotate(degrees: try number(values[0], "degrees", within: -1e6...1e6))
        case .flip: return .flip(isVertical: try isVertical(values[0]))
        case .grayscale: return .grayscale(keepsDepth: true)
        case .blur: return .blur(sigma: try number(values[0], "pixels", within: 0.1...500))
        case .convert: return nil
        }
    }

    /// The file to make, by the values behind the picture; `nil` when the function leaves the format.
    ///
    /// - Throws: A ``CellError`` for values that make no sense.
    func encoding(_ values: ArraySlice<Value>) throws -> PictureEncoding? {
        guard self == .convert, let name = values.first?.stringValue else { return nil }
        let quality = values.dropFirst().first?.intValue
        guard quality.map((1...100).contains) ?? true else {
            throw CellError("a quality of \(quality ?? 0) is not within 1 to 100")
        }
        guard let encoding = PictureEncoding(name, quality: quality) else {
            throw CellError(
                "there is no format '\(name)' to convert to; there are \(PictureEncoding.names.joined(separator: ", "))"
            )
        }
        return encoding
    }

    private func crop(_ values: [Value]) throws -> PictureOperation {
        .crop(
            x: try whole(values[0], "left", within: 0...Self.sides.upperBound),
            y: try whole(values[1], "top", within: 0...Self.sides.upperBound),
            width: try side(values[2], "width"),
            height: try side(values[3], "height")
        )
    }

    private func side(_ value: Value, _ what: String) throws -> Int {
        try whole(value, what, within: Self.sides)
    }

    private func whole(_ value: Value, _ what: String, within range: ClosedRange<Int>) throws -> Int {
        let number = value.intValue ?? 0
        guard range.contains(number) else {
            throw CellError("a \(what) of \(number) is not within \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func number(_ value: Value, _ what: String, within range: ClosedRange<Double>) throws -> Double {
        let number = value.doubleValue ?? .nan
        guard range.contains(number) else {
            throw CellError("\(number) \(what) are not within \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func isVertical(_ value: Value) throws -> Bool {
        switch value.stringValue?.lowercased() {
        case "horizontal": false
        case "vertical": true
        default: throw CellError("a picture is flipped 'horizontal' or 'vertical', not \(value.plainText)")
        }
    }
}
