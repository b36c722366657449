import Columnar
import Foundation
import JSON

/// A function that tells something about the file that a media cell names; null for a file that is not there or is no such
/// medium.
enum MediaFunction: String, CaseIterable {
    /// The width of a picture or a video, as it is shown, in pixels.
    case width
    /// The height of a picture or a video, as it is shown, in pixels.
    case height
    /// How the pixels of a picture are made up, in Pillow's words, such as RGB.
    case mode
    /// What a picture's EXIF data tell.
    case exif
    /// A hash of what is seen, in which similar pictures differ little.
    case perceptualHash = "perceptual_hash"
    /// The format of a file, such as PNG, by its first bytes.
    case format
    /// The bytes of a file, by their number.
    case fileSize = "file_size"
    /// The bytes of a file.
    case bytes
    /// The SHA-256 of text, bytes or a file, in hexadecimal digits.
    case sha256
}

extension MediaFunction: RowFunction {
    var name: String { rawValue }

    var parameters: [FunctionParameter] {
        switch self {
        case .width, .height: [.seen]
        case .mode, .exif, .perceptualHash: [.picture]
        case .format, .fileSize, .bytes: [.media]
        case .sha256: [.content]
        }
    }

    var signature: String {
        switch self {
        case .width, .height: "one column of pictures or videos"
        case .mode, .exif, .perceptualHash: "one column of pictures"
        case .format, .fileSize, .bytes: "one column of media"
        case .sha256: "text, bytes or a column of media"
        }
    }

    var result: ColumnType {
        switch self {
        case .width, .height, .fileSize: .int
        case .mode, .perceptualHash, .format, .sha256: .string
        case .exif: .json
        case .bytes: .binary
        }
    }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        let type = arguments.types[0]
        try requireLibrary(for: type)
        guard type.isMedia else { return try await arguments.blockingMap { Self.hash($0[0]) } }
        let files = context.files
        return try await arguments.blockingMap(preparing: context.fetchedMedia) { values, fetched in
            values[0].stringValue.flatMap { files.file($0, fetched) }.map { value(of: $0, type) } ?? .null
        }
    }

    private func requireLibrary(for type: ColumnType) throws {
        guard parameters == [.picture] || parameters == [.seen] else { return }
        if type == .video, ClipLibrary.version == nil { throw ClipLibrary.missing }
        if type == .image, PictureLibrary.version == nil { throw PictureLibrary.missing }
    }

    private func value(of file: MediaFile, _ type: ColumnType) -> Value {
        switch self {
        case .width: Self.size(of: file, type).map { .int($0.width) } ?? .null
        case .height: Self.size(of: file, type).map { .int($0.height) } ?? .null
        case .mode: file.picture.map { .string($0.mode) } ?? .null
        case .exif: (try? PictureFields.exif(ofFile: file.path)).map { .string($0.text(.canonical)) } ?? .null
        case .perceptualHash: (try? Picture(path: file.path).perceptualHash()).map(Value.string) ?? .null
        case .format: file.format.map { .string($0.name) } ?? .null
        case .fileSize: file.bytes.map(Value.int) ?? .null
        case .bytes: file.contents.map(Value.binary) ?? .null
        case .sha256: file.contents.map { Self.hash(.binary($0)) } ?? .null
        }
    }

    private static func size(of file: MediaFile, _ type: ColumnType) -> PictureSize? {
        type == .video ? file.clip?.video?.size : file.picture?.size
    }

    private static func hash(_ value: Value) -> Value {
        switch value {
        case .binary(let data): .string(data.withUnsafeBytes(ContentHash.hash))
        case .string(let text): .string(Array(text.utf8).withUnsafeBytes(ContentHash.hash))
        default: .null
        }
    }
}
