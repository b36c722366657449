internal import CVips

/// A step in the work on a picture.
enum PictureOperation: Sendable, Hashable {
    case resize(width: Int, height: Int)
    /// To fit within a size, never larger.
    case thumbnail(width: Int, height: Int)
    case crop(x: Int, y: Int, width: Int, height: Int)
    /// By degrees, against the clock, as in Pillow; the picture grows to hold its corners.
    case rotate(degrees: Double)
    case flip(isVertical: Bool)
    /// To grey, of 8 bits or of as many as there are.
    case grayscale(keepsDepth: Bool)
    /// By the standard deviation of a Gaussian, in pixels.
    case blur(sigma: Double)
    /// Onto a transparent sheet of a size, at its upper left, in 8 bits of red, green, blue and opacity.
    case mount(PictureSize)
    /// To no more than 256 colours.
    case fewColors

    /// The step as the library takes it.
    var native: cvips_operation {
        switch self {
        case .resize(let width, let height): Self.native(cvips_resize, Double(width), Double(height))
        case .thumbnail(let width, let height): Self.native(cvips_thumbnail, Double(width), Double(height))
        case .crop(let x, let y, let width, let height):
            Self.native(cvips_crop, Double(x), Double(y), Double(width), Double(height))
        case .rotate(let degrees): Self.native(cvips_rotate, degrees)
        case .flip(let isVertical): Self.native(cvips_flip, isVertical ? 1 : 0)
        case .grayscale(let keepsDepth): Self.native(cvips_grayscale, keepsDepth ? 1 : 0)
        case .blur(let sigma): Self.native(cvips_blur, sigma)
        case .mount(let size): Self.native(cvips_mount, Double(size.width), Double(size.height))
        case .fewColors: Self.native(cvips_few_colours)
        }
    }

    private static func native(
        _ kind: cvips_kind,
        _ first: Double = 0,
        _ second: Double = 0,
        _ third: Double = 0,
        _ fourth: Double = 0
    ) -> cvips_operation {
        cvips_operation(kind: kind, values: (first, second, third, fourth))
    }
}
