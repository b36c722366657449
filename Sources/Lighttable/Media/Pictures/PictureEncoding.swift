/// What kind of file a picture becomes.
struct PictureEncoding: Sendable, Hashable {
    /// How lossy formats are made unless it is said.
    private static let quality = 90
    /// The formats that can be made, by the words for them, with their files' extension and whether they are lossy.
    private static let formats: [String: (fileExtension: String, isLossy: Bool)] = [
        "jpeg": ("jpg", true), "jpg": ("jpg", true), "png": ("png", false), "webp": ("webp", true),
        "tiff": ("tif", false), "tif": ("tif", false), "gif": ("gif", false),
    ]

    /// What the file's name ends with.
    let fileExtension: String
    /// How libvips is told.
    let suffix: String

    /// PNG with nothing in it but pixels.
    static let pixelsAlone = PictureEncoding(fileExtension: "png", suffix: ".png[strip]")

    /// The words for formats.
    static var names: [String] { ["jpeg", "png", "webp", "tiff", "gif"] }

    /// A format by a word for it, in any case; `nil` for none that can be made.
    init?(_ name: String, quality: Int? = nil) {
        guard let format = Self.formats[name.lowercased()] else { return nil }
        fileExtension = format.fileExtension
        suffix = ".\(fileExtension)" + (format.isLossy ? "[Q=\(quality ?? Self.quality)]" : "")
    }

    private init(fileExtension: String, suffix: String) {
        self.fileExtension = fileExtension
        self.suffix = suffix
    }

    /// The format of a picture that is worked on: the same where it can be made, else PNG, which loses nothing.
    init(like format: MediaFormat?) {
        switch format {
        case .jpeg: (fileExtension, suffix) = ("jpg", ".jpg[Q=\(Self.quality)]")
        case .webp: (fileExtension, suffix) = ("webp", ".webp[Q=\(Self.quality)]")
        case .tiff: (fileExtension, suffix) = ("tif", ".tif")
        default: (fileExtension, suffix) = ("png", ".png")
        }
    }
}
