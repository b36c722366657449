/// Tells formats of media by the first bytes of a file.
enum MediaSignature {
    /// How many bytes are enough.
    static let byteCount = 64

    /// The format of a file that begins with these bytes; `nil` for none that is known.
    static func format(_ bytes: [UInt8]) -> MediaFormat? {
        if let found = marks.first(where: { $0.matches(bytes) }) { return found.format }
        return container(bytes) ?? text(bytes) ?? frames(bytes)
    }

    /// Bytes at a place of a file.
    private struct Mark {
        let bytes: [UInt8]
        let offset: Int
        let format: MediaFormat

        init(_ bytes: [UInt8], at offset: Int = 0, _ format: MediaFormat) {
            self.bytes = bytes
            self.offset = offset
            self.format = format
        }

        init(_ text: String, at offset: Int = 0, _ format: MediaFormat) {
            self.init(Array(text.utf8), at: offset, format)
        }

        func matches(_ file: [UInt8]) -> Bool {
            file.count >= offset + bytes.count && file[offset...].starts(with: bytes)
        }
    }

    private static let marks: [Mark] = [
        Mark([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], .png), Mark([0xFF, 0xD8, 0xFF], .jpeg),
        Mark("GIF87a", .gif), Mark("GIF89a", .gif), Mark("II*\0", .tiff), Mark("MM\0*", .tiff),
        Mark("II+\0", .tiff), Mark("MM\0+", .tiff), Mark([0, 0, 1, 0], .icon), Mark([0, 0, 2, 0], .icon),
        Mark([0xFF, 0x0A], .jpegXL), Mark("JXL ", at: 4, .jpegXL), Mark("jP  ", at: 4, .jpeg2000),
        Mark([0xFF, 0x4F, 0xFF, 0x51], .jpeg2000), Mark("8BPS", .photoshop), Mark([0x76, 0x2F, 0x31, 0x01], .openEXR),
        Mark("#?RADIANCE", .radiance), Mark("#?RGBE", .radiance), Mark("qoif", .qoi), Mark("BM", .bmp),
        Mark("fLaC", .flac), Mark("ID3", .mp3), Mark(".snd", .au), Mark("#!AMR", .amr), Mark("MThd", .midi),
        Mark("caff", .coreAudio), Mark("OggS", .ogg), Mark([0x1A, 0x45, 0xDF, 0xA3], .matroska), Mark("FLV", .flash),
        Mark([0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], .windowsMedia), Mark([0, 0, 1, 0xBA], .mpegProgram),
        Mark([0, 0, 1, 0xB3], .mpegProgram), Mark("%PDF-", .pdf), Mark("%!PS", .postScript),
        Mark("AT&TFORM", .djvu), Mark([0x50, 0x4B, 0x03, 0x04], .zip),
        Mark([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .office), Mark("{\\rtf", .richText),
    ]

    private static let containers: [String: MediaFormat] = [
        "RIFF WAVE": .wave, "RF64 WAVE": .wave, "RIFF WEBP": .webp, "RIFF AVI ": .avi, "FORM AIFF": .aiff,
        "FORM AIFC": .aiff,
    ]

    private static let brands: [String: MediaFormat] = [
        "avif": .avif, "avis": .avif, "heic": .heif, "heix": .heif, "hevc": .heif, "mif1": .heif, "msf1": .heif,
        "M4A ": .mpeg4Audio, "M4B ": .mpeg4Audio,
    ]

    private static func container(_ bytes: [UInt8]) -> MediaFormat? {
        guard bytes.count >= 12 else { return nil }
        let words = (0..<3).map { String(decoding: bytes[($0 * 4)..<($0 * 4 + 4)], as: UTF8.self) }
        if words[1] == "ftyp" { return brands[words[2]] ?? .mpeg4 }
        // QuickTime files of before there was a type box.
        if ["moov", "mdat", "wide", "free", "skip"].contains(words[1]) { return .mpeg4 }
        return containers["\(words[0]) \(words[2])"]
    }

    private static func text(_ bytes: [UInt8]) -> MediaFormat? {
        let start = String(decoding: bytes, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if start.hasPrefix("<svg") || start.hasPrefix("<?xml") { return .svg }
        let isNetpbm = bytes.count > 2 && bytes[0] == 0x50 && (0x31...0x37).contains(bytes[1])
        return isNetpbm && [0x0A, 0x0D, 0x20, 0x09].contains(bytes[2]) ? .netpbm : nil
    }

    /// Streams that begin with a frame and have no mark of their own.
    private static func frames(_ bytes: [UInt8]) -> MediaFormat? {
        guard bytes.count >= 4 else { return nil }
        if bytes[0] == 0x47 || (bytes[0] == 0 && bytes[3] == 0x47) { return .mpegTransport }
        guard bytes[0] == 0xFF, bytes[1] & 0xE0 == 0xE0 else { return nil }
        if bytes[1] & 0xF6 == 0xF0 { return .aac }
        // Neither the layer, the bit rate nor the sampling rate may be one that does not exist.
        let isFrame = bytes[1] & 0x06 != 0 && bytes[2] & 0xF0 != 0xF0 && bytes[2] & 0x0C != 0x0C
        return isFrame ? .mp3 : nil
    }
}
