import Foundation
import Lighttable

/// The pictures of columns that are not stored, kept for as long as a project may show them.
///
/// No cell names such a picture, so the media store gives it up after a while. Here it has a second name, which the media
/// store does not know; it goes when the project is deleted.
struct KeptPictures: Sendable {
    private static let folder = ".label-studio"

    /// Of the link: a table that is moved finds its pictures where they were.
    let name: String

    init(table: String, link: String) { name = "\(table)-\(link)" }

    /// Where a picture is kept; nil for a file that is not the media store's.
    func place(of path: String) -> String? {
        MediaStore.parts(of: path).map { "\($0.folder)/\(Self.folder)/\(name)/\($0.name)" }
    }

    /// Gives up all pictures that were kept for the link in a media store, where no project shows them any more.
    ///
    /// - Throws: ``LabelStudioError`` when they cannot be removed.
    func remove(from media: MediaStore) throws {
        let folder = "\(media.path)/\(Self.folder)/\(name)"
        guard FileManager.default.fileExists(atPath: folder) else { return }
        do {
            try FileManager.default.removeItem(atPath: folder)
        } catch {
            throw LabelStudioError(
                .io,
                "the pictures that were kept for Label Studio cannot be removed: correct the permissions, or remove the folder",
                location: .init(file: folder),
                cause: error
            )
        }
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
}
