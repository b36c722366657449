import Columnar
import Foundation

/// The kind of a file, as its first bytes tell it.
public enum FileKind: Sendable, Hashable {
    /// A Parquet file.
    case parquet
    /// An Arrow IPC file or stream, or a Feather file.
    case arrow
    /// A workbook.
    case excel
    /// A text that begins as JSON does.
    case json

    /// What bytes at the start of a file tell; `nil` for other text and for what nobody knows.
    ///
    /// - Parameter start: The first bytes; 8 of them are enough unless there is white space.
    public init?(start: [UInt8]) {
        let kind = Self.marks.first { start.starts(with: $0.bytes) }?.kind ?? Self.textKind(start)
        guard let kind else { return nil }
        self = kind
    }

    /// What the first bytes of a file tell, also of a compressed text.
    ///
    /// - Parameter path: The file; pipes are left alone, since what is read from them is gone.
    /// - Returns: The kind, `nil` for other text, for what nobody knows and for no file.
    public static func of(_ path: String) -> FileKind? {
        guard FileSystem.isRegularFile(path), let start = try? FileSystem.start(of: path, 64) else { return nil }
        return FileKind(start: start) ?? (isCompressed(start) && holdsObjects(path) ? .json : nil)
    }

    // An IPC stream begins with the mark of a message, which as text would be no UTF-8; workbooks are zip archives, older
    // ones OLE2 files.
    private static let marks: [(bytes: [UInt8], kind: FileKind)] = [
        (Array("PAR1".utf8), .parquet), (Array("ARROW1".utf8), .arrow), (Array("FEA1".utf8), .arrow),
        ([0xFF, 0xFF, 0xFF, 0xFF], .arrow), (Array("PK\u{3}\u{4}".utf8), .excel), ([0xD0, 0xCF, 0x11, 0xE0], .excel),
    ]

    private static func textKind(_ start: [UInt8]) -> FileKind? {
        let first = String(decoding: start, as: UTF8.self).first { !$0.isWhitespace && $0 != "\u{feff}" }
        return first == "[" || first == "{" ? .json : nil
    }

    private static func isCompressed(_ start: [UInt8]) -> Bool {
        let marks: [[UInt8]] = [[0x1F, 0x8B], [0x28, 0xB5, 0x2F, 0xFD], Array("BZh".utf8)]
        return marks.contains { start.starts(with: $0) }
    }

    /// Whether a text is a list, or begins with an object.
    private static func holdsObjects(_ path: String) -> Bool {
        var options = JSONRowOptions()
        options.blockBytes = 1 << 16
        guard let reader = try? JSONRowReader(path: path, options: options) else { return false }
        return reader.isList || (try? reader.advance()) == true
    }
}
