import Foundation

extension ImportSource {
    /// A folder of images, as Hugging Face's ImageFolder has it.
    ///
    /// The rows are those of the files `metadata.csv`, `metadata.jsonl` or `metadata.parquet` in it, whose column
    /// `file_name` becomes the column `image` (and `left_file_name` the column `left`). Without such a file, every image
    /// is a row, and the folders' names are its `label`. Folders named `train`, `validation` or `test` are splits.
    ///
    /// ```swift
    /// try await store.importTable("pets", from: .imageFolder("pets"))    // pets/cat/1.jpg, pets/dog/2.jpg
    /// ```
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - options: How it becomes rows.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func imageFolder(_ path: String, _ options: FolderOptions = FolderOptions()) -> ImportSource {
        folder(path, .image, options)
    }

    /// A folder of sounds, as Hugging Face's AudioFolder has it; like ``imageFolder(_:_:)``, with the column `audio`.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - options: How it becomes rows.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func audioFolder(_ path: String, _ options: FolderOptions = FolderOptions()) -> ImportSource {
        folder(path, .audio, options)
    }

    /// A folder of videos; like ``imageFolder(_:_:)``, with the column `video`.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - options: How it becomes rows.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func videoFolder(_ path: String, _ options: FolderOptions = FolderOptions()) -> ImportSource {
        folder(path, .video, options)
    }

    /// A folder of PDF documents; like ``imageFolder(_:_:)``, with the column `pdf`.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - options: How it becomes rows.
    /// - Returns: The source; what is wrong with it is said when it is read.
    public static func pdfFolder(_ path: String, _ options: FolderOptions = FolderOptions()) -> ImportSource {
        folder(path, .pdf, options)
    }

    private static func folder(_ path: String, _ medium: FolderMedium, _ options: FolderOptions) -> ImportSource {
        ImportSource(name: path) {
            guard case .path(let local) = SourceAddress(path), FileSystem.isDirectory(local) else {
                throw LighttableError(.fileNotFound, "there is no such folder; check the path", at: .init(file: path))
            }
            let root = URL(filePath: local).standardizedFileURL.path(percentEncoded: false)
            let folder = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
            return OpenSource(
                reader: FolderReader(name: path, folder: folder, medium: medium, options: options),
                folder: folder
            )
        }
    }
}
