internal import CFFmpeg
import Foundation
import JSON

/// What the start of a clip's file tells about one of its streams.
struct ClipStream: Sendable {
    /// The size as it is shown; `nil` for what is not seen.
    let size: PictureSize?
    /// Frames per second, on the average.
    let frameRate: Double?
    /// The frames that are shown, where the container keeps their number.
    let frameCount: Int?
    let sampleRate: Int?
    let channels: Int?
    /// Everything, with the tags.
    let information: JSONValue

    /// Looks at a stream of a clip that is open.
    init(_ index: Int, of clip: OpaquePointer) {
        let stream = cffmpeg_describe(clip, index)
        size = stream.width > 0 ? PictureSize(width: Int(stream.width), height: Int(stream.height)) : nil
        frameRate = stream.frame_rate > 0 ? stream.frame_rate : nil
        frameCount = stream.frame_count >= 0 ? Int(stream.frame_count) : nil
        sampleRate = stream.sample_rate > 0 ? Int(stream.sample_rate) : nil
        channels = stream.channels > 0 ? Int(stream.channels) : nil
        information = Self.information(stream, ClipTags.read(Int32(index), of: clip))
    }

    private static func information(_ stream: cffmpeg_stream, _ tags: JSONObject) -> JSONValue {
        var object: JSONObject = [:]
        object["kind"] = text(stream.kind)
        object["codec"] = text(stream.codec)
        object["profile"] = text(stream.profile)
        object["start"] = number(stream.start)
        object["duration"] = number(stream.duration)
        object["bit_rate"] = positive(stream.bit_rate)
        addPicture(stream, to: &object)
        addSound(stream, to: &object)
        object["language"] = tags["language"]
        object["default"] = .bool(stream.is_default)
        object["tags"] = tags.isEmpty ? nil : .object(tags)
        return .object(object)
    }

    private static func addPicture(_ stream: cffmpeg_stream, to object: inout JSONObject) {
        guard stream.width > 0 else { return }
        object["width"] = .int(Int(stream.width))
        object["height"] = .int(Int(stream.height))
        object["rotation"] = .int(Int(stream.quarter_turns) * 90)
        object["mirrored"] = stream.is_mirrored ? .bool(true) : nil
        object["pixel_format"] = text(stream.pixel_format)
        object["pixel_aspect"] = stream.pixel_aspect > 0 ? number(stream.pixel_aspect) : nil
        object["frame_rate"] = stream.frame_rate > 0 ? number(stream.frame_rate) : nil
        object["frame_count"] = stream.frame_count >= 0 ? .integer(stream.frame_count) : nil
        object["cover"] = stream.is_attached_picture ? .bool(true) : nil
    }

    private static func addSound(_ stream: cffmpeg_stream, to object: inout JSONObject) {
        guard stream.sample_rate > 0 else { return }
        object["sample_rate"] = positive(Int64(stream.sample_rate))
        object["channels"] = positive(Int64(stream.channels))
        let layout = withUnsafeBytes(of: stream.channel_layout) { Array($0.prefix { $0 != 0 }) }
        object["channel_layout"] = layout.isEmpty ? nil : .string(String(decoding: layout, as: UTF8.self))
        object["bits_per_sample"] = positive(Int64(stream.bits_per_sample))
    }

    private static func text(_ text: UnsafePointer<CChar>?) -> JSONValue? { text.map { .string(String(cString: $0)) } }

    private static func number(_ number: Double) -> JSONValue? { number.isFinite ? JSONValue(number) : nil }

    private static func positive(_ number: Int64) -> JSONValue? { number > 0 ? .integer(number) : nil }
}
