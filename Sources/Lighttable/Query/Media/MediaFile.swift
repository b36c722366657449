import Foundation

/// A medium's file, at which is looked once, and only for what is asked.
struct MediaFile {
    private let path: String

    /// The file that a cell names; `nil` for what is not on this machine.
    init?(uri: String) {
        guard uri.hasPrefix("file:"), let path = MediaLocation.path(of: uri) else { return nil }
        self.path = path
    }

    /// The size of a picture; `nil` when it is none, or not there.
    lazy var size: PictureSize? = try? PictureSize(ofFile: path)

    /// The name of the format, by the first bytes.
    var format: String? {
        let start = try? FileSystem.start(of: path, MediaSignature.byteCount)
        return start.flatMap(MediaSignature.format)?.name
    }

    /// Its size in bytes.
    var bytes: Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? NSNumber)?.intValue
    }
}
