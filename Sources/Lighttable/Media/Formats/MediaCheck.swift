/// Looks whether a file can be the medium that a column wants, by its first bytes; nothing is decoded.
struct MediaCheck: Sendable {
    private let kind: MediaFormat.Kinds
    private let noun: String

    /// A check for cells of a column; `nil` for a column without media.
    init?(_ type: ColumnType) {
        switch type {
        case .image: (kind, noun) = (.image, "an image")
        case .audio: (kind, noun) = (.audio, "audio")
        case .video: (kind, noun) = (.video, "a video")
        case .document: (kind, noun) = (.document, "a document")
        default: return nil
        }
    }

    /// Why a file cannot be the medium; `nil` when it can.
    ///
    /// - Parameters:
    ///   - start: The file's first bytes, ``MediaSignature/byteCount`` where there are as many.
    ///   - fileExtension: What its name ends with.
    /// - Returns: Why, fit to follow the file's name.
    func problem(_ start: [UInt8], fileExtension: String) -> String? {
        guard !start.isEmpty else { return "is empty" }
        if let format = MediaSignature.format(start) {
            guard format.kinds.isDisjoint(with: kind), kind != .document else { return Self.damage(start, format) }
            return "is not \(noun) but \(format.name)"
        }
        // Documents may be of any text format.
        guard kind != .document || MediaFormat.named(fileExtension)?.kinds == .document else { return nil }
        if let expected = MediaFormat.named(fileExtension) { return "does not begin as \(expected.name) does" }
        return Self.isText(start) ? "is not \(noun) but text" : nil
    }

    /// What the header says that cannot be.
    private static func damage(_ start: [UInt8], _ format: MediaFormat) -> String? {
        switch format {
        case .png:
            let isWhole = start.count >= 24 && start[12..<16].elementsEqual("IHDR".utf8)
            let hasSize = isWhole && start[16..<20].contains { $0 != 0 } && start[20..<24].contains { $0 != 0 }
            return hasSize ? nil : "is a damaged PNG: its header has no size"
        case .gif: return start.count >= 13 ? nil : "is a damaged GIF: it ends within its header"
        case .jpeg: return start.count >= 20 ? nil : "is a damaged JPEG: it ends within its header"
        case .bmp: return start.count >= 26 ? nil : "is a damaged BMP: it ends within its header"
        case .wave: return start.count >= 44 ? nil : "is a damaged WAVE: it ends within its header"
        default: return nil
        }
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 || [0x09, 0x0A, 0x0C, 0x0D].contains($0) }
            && String(validating: bytes, as: UTF8.self) != nil
    }
}
