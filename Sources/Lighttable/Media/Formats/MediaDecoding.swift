internal import CFFmpeg
internal import CVips

/// Decodes all of a medium to find out whether it is whole.
enum MediaDecoding {
    /// Looks through the file of a picture, a video or a sound; documents are not looked through.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - type: What the column holds.
    /// - Throws: A ``LighttableError`` that says what is damaged, or how to get the library.
    static func check(_ path: String, as type: ColumnType) throws {
        switch type {
        case .image: try PictureLibrary.attempt(path) { cvips_decode(path, $0, $1) }
        case .video, .audio:
            try ClipLibrary.withClip(path) { clip in
                try ClipLibrary.attempt(path) { cffmpeg_check(clip, $0, $1) }
            }
        default: break
        }
    }
}
