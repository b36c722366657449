import Foundation
import Lighttable

/// The pictures of columns that are not stored, kept for as long as a project may show them.
///
/// No cell names such a picture, so the media store gives it up after a while. Here it has a second name, which the media
/// store does not know.
struct KeptPictures: Sendable {
    private static let folder = ".label-studio"

    /// Of the link: a table that is moved finds its pictures where they were.
    let name: String

    init(table: String, link: String) { name = "\(table)-\(link)" }

    /// Where a picture is kept; nil for a file that is not the media store's.
    func place(of path: String) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 3, let file = parts.last, parts[parts.count - 2] == file.prefix(2),
            file.prefix(64).count == 64, file.prefix(64).allSatisfy({ $0.isHexDigit && !$0.isUppercase })
        else { return nil }
        return "\(root(parts))/\(file)"
    }

    /// Keeps a picture.
    ///
    /// - Throws: ``LabelStudioError`` when its second name cannot be made.
    func keep(_ path: String) throws {
        guard let place = place(of: path), !FileManager.default.fileExists(atPath: place) else { return }
        do {
            let folder = (place as NSString).deletingLastPathComponent
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.linkItem(atPath: path, toPath: place)
        } catch {
            throw LabelStudioError(
                .io,
                "a picture cannot be kept for Label Studio: make room or correct the permissions",
                location: .init(file: place),
                cause: error
            )
        }
    }

    private func root(_ parts: [Substring]) -> String {
        "/" + parts.dropLast(2).joined(separator: "/") + "/\(Self.folder)/\(name)"
    }
}
