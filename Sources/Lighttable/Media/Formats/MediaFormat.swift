/// A format of media files.
struct MediaFormat: Hashable, Sendable {
    /// What kinds of columns a file of the format may stand in.
    struct Kinds: OptionSet, Hashable, Sendable {
        let rawValue: Int
        static let image = Kinds(rawValue: 1)
        static let audio = Kinds(rawValue: 2)
        static let video = Kinds(rawValue: 4)
        static let document = Kinds(rawValue: 8)
    }

    /// What people call it.
    let name: String
    /// What file names end with, the usual one first.
    let fileExtensions: [String]
    let kinds: Kinds

    init(_ name: String, _ fileExtensions: [String], _ kinds: Kinds) {
        self.name = name
        self.fileExtensions = fileExtensions
        self.kinds = kinds
    }
}

extension MediaFormat {
    static let png = MediaFormat("PNG", ["png", "apng"], .image)
    static let jpeg = MediaFormat("JPEG", ["jpg", "jpeg", "jpe", "jfif"], .image)
    static let gif = MediaFormat("GIF", ["gif"], [.image, .video])
    static let webp = MediaFormat("WebP", ["webp"], .image)
    static let bmp = MediaFormat("BMP", ["bmp", "dib"], .image)
    static let tiff = MediaFormat("TIFF", ["tif", "tiff", "dng", "nef", "cr2", "arw", "pef"], .image)
    static let icon = MediaFormat("ICO", ["ico", "cur"], .image)
    static let heif = MediaFormat("HEIF", ["heic", "heif"], [.image, .video])
    static let avif = MediaFormat("AVIF", ["avif"], [.image, .video])
    static let jpegXL = MediaFormat("JPEG XL", ["jxl"], .image)
    static let jpeg2000 = MediaFormat("JPEG 2000", ["jp2", "j2k", "jpx"], .image)
    static let svg = MediaFormat("SVG", ["svg"], [.image, .document])
    static let photoshop = MediaFormat("Photoshop", ["psd"], .image)
    static let openEXR = MediaFormat("OpenEXR", ["exr"], .image)
    static let radiance = MediaFormat("Radiance HDR", ["hdr"], .image)
    static let netpbm = MediaFormat("Netpbm", ["ppm", "pgm", "pbm", "pnm", "pam"], .image)
    static let qoi = MediaFormat("QOI", ["qoi"], .image)

    static let wave = MediaFormat("WAVE", ["wav", "wave"], .audio)
    static let flac = MediaFormat("FLAC", ["flac"], .audio)
    static let mp3 = MediaFormat("MP3", ["mp3", "mp2", "mpga"], .audio)
    static let aac = MediaFormat("AAC", ["aac"], .audio)
    static let aiff = MediaFormat("AIFF", ["aiff", "aif", "aifc"], .audio)
    static let au = MediaFormat("AU", ["au", "snd"], .audio)
    static let amr = MediaFormat("AMR", ["amr"], .audio)
    static let midi = MediaFormat("MIDI", ["mid", "midi"], .audio)
    static let coreAudio = MediaFormat("Core Audio", ["caf"], .audio)
    static let mpeg4Audio = MediaFormat("MPEG-4 audio", ["m4a", "m4b"], .audio)
    static let ogg = MediaFormat("Ogg", ["ogg", "oga", "opus", "ogv"], [.audio, .video])

    static let mpeg4 = MediaFormat("MPEG-4", ["mp4", "mov", "m4v", "3gp", "qt"], [.video, .audio])
    static let matroska = MediaFormat("Matroska", ["mkv", "webm", "mka"], [.video, .audio])
    static let avi = MediaFormat("AVI", ["avi"], .video)
    static let flash = MediaFormat("Flash Video", ["flv"], .video)
    static let windowsMedia = MediaFormat("Windows Media", ["wmv", "wma", "asf"], [.video, .audio])
    static let mpegProgram = MediaFormat("MPEG", ["mpg", "mpeg", "vob"], .video)
    static let mpegTransport = MediaFormat("MPEG transport stream", ["ts", "mts", "m2ts"], .video)

    static let pdf = MediaFormat("PDF", ["pdf"], .document)
    static let postScript = MediaFormat("PostScript", ["ps", "eps"], .document)
    static let djvu = MediaFormat("DjVu", ["djvu"], .document)
    static let zip = MediaFormat("ZIP", ["zip", "docx", "xlsx", "pptx", "epub", "odt", "ods", "odp"], .document)
    static let office = MediaFormat("Microsoft Office", ["doc", "xls", "ppt"], .document)
    static let richText = MediaFormat("RTF", ["rtf"], .document)

    /// Every format there is.
    static let all: [MediaFormat] = [
        .png, .jpeg, .gif, .webp, .bmp, .tiff, .icon, .heif, .avif, .jpegXL, .jpeg2000, .svg, .photoshop, .openEXR,
        .radiance, .netpbm, .qoi, .wave, .flac, .mp3, .aac, .aiff, .au, .amr, .midi, .coreAudio, .mpeg4Audio, .ogg,
        .mpeg4, .matroska, .avi, .flash, .windowsMedia, .mpegProgram, .mpegTransport, .pdf, .postScript, .djvu, .zip,
        .office, .richText,
    ]

    private static let byExtension: [String: MediaFormat] = Dictionary(
        all.flatMap { format in format.fileExtensions.map { ($0, format) } }
    ) { first, _ in first }

    /// The format that files of a name's ending usually have.
    static func named(_ fileExtension: String) -> MediaFormat? { byExtension[fileExtension.lowercased()] }
}
