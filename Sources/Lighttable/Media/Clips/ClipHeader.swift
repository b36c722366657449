internal import CFFmpeg
import JSON

/// What the start of a clip's file tells.
struct ClipHeader: Sendable {
    /// How long it lasts, in seconds; `nil` where that is not known.
    let duration: Double?
    /// The stream that is shown.
    let video: ClipStream?
    /// The stream that is heard.
    let audio: ClipStream?
    /// Everything, with the tags and all streams.
    let information: JSONValue

    /// Reads the header of a file.
    ///
    /// - Throws: A ``LighttableError`` when it is neither video nor audio, or FFmpeg is not there.
    init(ofFile path: String) throws {
        self = try ClipLibrary.withClip(path) { ClipHeader($0) }
    }

    private init(_ clip: OpaquePointer) {
        let summary = cffmpeg_summarize(clip)
        let streams = (0..<summary.stream_count).map { ClipStream($0, of: clip) }
        duration = summary.duration.isFinite ? summary.duration : nil
        video = summary.video >= 0 ? streams[Int(summary.video)] : nil
        audio = summary.audio >= 0 ? streams[Int(summary.audio)] : nil
        var object: JSONObject = ["container": .string(String(cString: summary.container))]
        object["duration"] = duration.map { JSONValue($0) }
        object["start"] = JSONValue(summary.start)
        object["bit_rate"] = summary.bit_rate > 0 ? .integer(summary.bit_rate) : nil
        let tags = ClipTags.read(-1, of: clip)
        object["tags"] = tags.isEmpty ? nil : .object(tags)
        object["streams"] = .array(streams.map(\.information))
        information = .object(object)
    }
}
