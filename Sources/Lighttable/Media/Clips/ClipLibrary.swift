internal import CFFmpeg

/// The library that reads video and audio, FFmpeg, which is loaded when it is first needed.
public enum ClipLibrary {
    /// Its version, such as `5.1.9`; `nil` when it is not there.
    public static let version: String? = {
        var text = [CChar](repeating: 0, count: 32)
        guard cffmpeg_version(&text, text.count) else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()

    /// How it is installed.
    public static let remedy =
        "install FFmpeg's libraries (Debian: apt-get install libavformat59 libswscale6; macOS: brew install ffmpeg)"

    /// The error for work that needs it.
    static var missing: LighttableError {
        LighttableError(.unsupported, "video and audio are read by FFmpeg, which is not there: \(remedy)")
    }
}
