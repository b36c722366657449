import Foundation
import Synchronization

/// A medium's file, at whose header is looked once.
final class MediaFile: Sendable {
    /// Where it is.
    let path: String
    private let foundPicture = Mutex<PictureHeader??>(nil)
    private let foundClip = Mutex<ClipHeader??>(nil)

    /// The file that a cell names; `nil` for what is not on this machine.
    init?(uri: String) {
        guard uri.hasPrefix("file:"), let path = MediaLocation.path(of: uri) else { return nil }
        self.path = path
    }

    /// A file at a path.
    init(path: String) {
        self.path = path
    }

    /// The header of a picture; `nil` when it is none, or not there.
    var picture: PictureHeader? { Self.once(foundPicture) { try PictureHeader(ofFile: path) } }

    /// The header of a video or a sound; `nil` when it is none, or not there.
    var clip: ClipHeader? { Self.once(foundClip) { try ClipHeader(ofFile: path) } }

    /// The format, by the first bytes.
    var format: MediaFormat? {
        let start = try? FileSystem.start(of: path, MediaSignature.byteCount)
        return start.flatMap(MediaSignature.format)
    }

    /// Its size in bytes.
    var bytes: Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue
    }

    /// What is in it, read as it is needed.
    var contents: Data? {
        guard FileSystem.isRegularFile(path) else { return nil }
        return try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    }

    private static func once<Header: Sendable>(
        _ found: borrowing Mutex<Header??>,
        _ read: () throws -> Header
    ) -> Header? {
        found.withLock { found in
            if let known = found { return known }
            let header = try? read()
            found = .some(header)
            return header
        }
    }
}
