import Foundation
import Lighttable
import Remote

/// Media of the media store, put into the bucket of a project that fetches its media from addresses.
///
/// No other machine can fetch what the media store has. Names there tell contents apart, so that what is in the bucket
/// stays as it is, and is put there once; it goes when the project is deleted.
struct PublishedMedia: Sendable {
    /// So many are on their way at once.
    private static let width = 8
    /// What browsers are told of a file, by its ending (https://www.iana.org/assignments/media-types).
    private static let mediaTypes = [
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
        "svg": "image/svg+xml", "bmp": "image/bmp", "tif": "image/tiff", "tiff": "image/tiff", "avif": "image/avif",
        "wav": "audio/wav", "flac": "audio/flac", "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg",
        "mp4": "video/mp4", "webm": "video/webm", "mov": "video/quicktime", "pdf": "application/pdf",
    ]

    private let folder: S3Folder

    /// - Parameters:
    ///   - storage: The project's storage; without keys in it, those of the environment are used.
    ///   - table: The table's identifier.
    ///   - link: The name of the link.
    init(in storage: S3Configuration, table: String, link: String) {
        var options = S3Options(environment: ProcessInfo.processInfo.environment)
        if let endpoint = storage.endpoint { (options.endpoint, options.region) = (endpoint, storage.region) }
        options.keys = storage.keys
        let path = (storage.prefix.split(separator: "/") + ["lighttable", "\(table)-\(link)"]).joined(separator: "/")
        folder = S3Folder(bucket: storage.bucket, path: path, options: options)
    }

    /// The address that a file has in the bucket; nil for a file that is not the media store's.
    func address(of path: String) -> String? {
        MediaStore.parts(of: path).map { folder.address(of: $0.name) }
    }

    /// Puts files into the bucket, as far as they are not there.
    ///
    /// - Throws: ``LabelStudioError`` when one cannot be put there; `CancellationError`.
    func put(_ paths: Set<String>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, path) in paths.sorted().enumerated() {
                if index >= Self.width { try await group.next() }
                group.addTask { try await put(path) }
            }
            try await group.waitForAll()
        }
    }

    /// Removes all that was put there.
    ///
    /// - Throws: ``LabelStudioError`` when it cannot be removed.
    func remove() async throws {
        try await naming("what the table may have put below \(folder.path) stays there") { try await folder.remove() }
    }

    private func put(_ path: String) async throws {
        guard let name = MediaStore.parts(of: path)?.name else { return }
        let type = Self.mediaTypes[(name as NSString).pathExtension.lowercased()] ?? "application/octet-stream"
        try await naming("the bucket does not take the table's media") {
            try await folder.put(path, as: name, mediaType: type)
        }
    }

    private func naming(_ failure: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as LighttableError {
            throw LabelStudioError(
                error.code == .permissionDenied ? .notConfigured : .io,
                "\(failure): \(error.message)",
                location: error.location,
                cause: error
            )
        }
    }
}
