internal import CFFmpeg
internal import CVips

/// A video or a sound in a file, on which work is done by FFmpeg.
struct Clip: Sendable {
    let path: String

    /// Does work on the frame that is shown at a time, and gives the bytes of a file of the result to a body.
    ///
    /// - Parameters:
    ///   - seconds: The time, counted from the clip's start.
    ///   - operations: What to do, in order; the frame is turned as the clip says first.
    ///   - encoding: What file to make.
    ///   - body: Takes the bytes.
    /// - Returns: What the body returns.
    /// - Throws: A ``LighttableError`` when it is no video, the time is not within it, or the work is not possible; what the
    ///   body throws.
    func withFrame<Result>(
        at seconds: Double,
        _ operations: [PictureOperation],
        as encoding: PictureEncoding,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try withFrame(at: seconds, operations, body) { picture, native, bytes, message, capacity in
            cvips_transform_picture(&picture, native, native.count, encoding.suffix, &bytes, message, capacity)
        }
    }

    /// The same, but gives the pixels of the result.
    func withFramePixels<Result>(
        at seconds: Double,
        _ operations: [PictureOperation],
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        try withFrame(at: seconds, operations, body) { picture, native, pixels, message, capacity in
            cvips_picture_pixels(&picture, native, native.count, &pixels, message, capacity)
        }
    }

    /// Writes a file of the sound.
    ///
    /// - Parameter target: Where to.
    /// - Returns: What the file's name is to end with, such as `m4a`.
    /// - Throws: A ``LighttableError`` when there is no sound, or it cannot be read.
    func writeSound(to target: String) throws -> String {
        try write { cffmpeg_write_sound($0, target, $1, $2, $3) }
    }

    /// Writes a file of the part between two times.
    ///
    /// - Parameters:
    ///   - times: In seconds from the clip's start.
    ///   - isSound: Whether only the sound is wanted.
    ///   - target: Where to.
    /// - Returns: What the file's name is to end with, such as `mp4`.
    /// - Throws: A ``LighttableError`` when the times make no sense, or the clip cannot be read.
    func writePart(_ times: (start: Double, end: Double), isSound: Bool, to target: String) throws -> String {
        let work = isSound ? cffmpeg_write_sound_part : cffmpeg_write_video_part
        return try write { work($0, times.start, times.end, target, $1, $2, $3) }
    }

    private func write(
        _ work: (OpaquePointer, UnsafeMutablePointer<UnsafePointer<CChar>?>, UnsafeMutablePointer<CChar>, Int) -> Bool
    ) throws -> String {
        var ending: UnsafePointer<CChar>?
        try ClipLibrary.withClip(path) { clip in
            try ClipLibrary.attempt(path) { work(clip, &ending, $0, $1) }
        }
        return ending.map { String(cString: $0) } ?? ""
    }

    private typealias FrameWork = (
        inout cvips_picture, [cvips_operation], inout cvips_bytes, UnsafeMutablePointer<CChar>, Int
    ) -> Bool

    private func withFrame<Result>(
        at seconds: Double,
        _ operations: [PictureOperation],
        _ body: (UnsafeRawBufferPointer) throws -> Result,
        _ work: FrameWork
    ) throws -> Result {
        var frame = cffmpeg_picture()
        try ClipLibrary.withClip(path) { clip in
            try ClipLibrary.attempt(path) { cffmpeg_frame_at(clip, seconds, &frame, $0, $1) }
        }
        defer { cffmpeg_free(frame) }
        var picture = cvips_picture(
            pixels: frame.pixels,
            width: frame.width,
            height: frame.height,
            bands: frame.bands
        )
        let native = (Self.turns(of: frame) + operations).map(\.native)
        var bytes = cvips_bytes()
        try PictureLibrary.attempt(path) { work(&picture, native, &bytes, $0, $1) }
        defer { cvips_free(bytes) }
        return try body(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.count))
    }

    private static func turns(of frame: cffmpeg_picture) -> [PictureOperation] {
        let mirrored: [PictureOperation] = frame.is_mirrored ? [.flip(isVertical: false)] : []
        return mirrored + (frame.quarter_turns > 0 ? [.rotate(degrees: -90 * Double(frame.quarter_turns))] : [])
    }
}
