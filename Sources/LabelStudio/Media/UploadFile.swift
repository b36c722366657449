import Foundation

/// A file to upload, under a name that is unlike any other.
struct UploadFile: Sendable, Hashable {
    /// What the server accepts and does not take apart into tasks.
    private static let types: Set = [
        "bmp", "flac", "gif", "jpg", "jpeg", "m4a", "mp3", "ogg", "png", "svg", "wav", "mp4", "webm", "webp", "pdf",
    ]

    let path: String
    let name: String

    init(path: String, nonce: String) {
        self.path = path
        let file = (path as NSString).lastPathComponent as NSString
        let stem = file.deletingPathExtension.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
        name = "\(String(stem.suffix(60)))-\(nonce).\(file.pathExtension.lowercased())"
    }

    /// Refuses what the server would refuse, before anything is sent.
    static func check(_ path: String) throws {
        let type = (path as NSString).pathExtension.lowercased()
        guard types.contains(type) else {
            let what = type.isEmpty ? "files without an extension" : ".\(type) files"
            throw LabelStudioError(
                .invalidMedia,
                "`\(path)`: Label Studio takes no upload of \(what): use the media import method file or url"
            )
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw LabelStudioError(.invalidMedia, "`\(path)` does not exist or cannot be read")
        }
    }
}
