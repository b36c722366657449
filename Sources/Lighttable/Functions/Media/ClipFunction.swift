import Columnar
import JSON

/// A function that tells something about a video or a sound, by the start of its file; null for a file that is not there, is
/// no such medium, or does not tell.
enum ClipFunction: String, CaseIterable {
    /// How long it lasts, in seconds.
    case duration
    /// The frames of a video in a second, on the average.
    case frameRate = "frame_rate"
    /// The frames of a video.
    case frameCount = "frame_count"
    /// The samples of a sound in a second.
    case sampleRate = "sample_rate"
    /// The channels of a sound.
    case channels
    /// The container, its streams and tags.
    case mediaInfo = "media_info"
}

extension ClipFunction: RowFunction {
    var name: String { rawValue }

    var parameters: [FunctionParameter] { isAboutVideo ? [.medium(.video)] : [.clip] }

    var signature: String { isAboutVideo ? "one column of videos" : "one column of videos or audio" }

    var result: ColumnType {
        switch self {
        case .duration, .frameRate: .float
        case .frameCount, .sampleRate, .channels: .int
        case .mediaInfo: .json
        }
    }

    private var isAboutVideo: Bool { self == .frameRate || self == .frameCount }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        guard ClipLibrary.version != nil else { throw ClipLibrary.missing }
        let files = context.files
        return try await arguments.blockingMap(preparing: context.fetchedMedia) { values, fetched in
            values[0].stringValue.flatMap { files.file($0, fetched) }?.clip.map(value) ?? .null
        }
    }

    private func value(of clip: ClipHeader) -> Value {
        switch self {
        case .duration: clip.duration.map(Value.float) ?? .null
        case .frameRate: clip.video?.frameRate.map(Value.float) ?? .null
        case .frameCount: clip.video?.frameCount.map(Value.int) ?? .null
        case .sampleRate: clip.audio?.sampleRate.map(Value.int) ?? .null
        case .channels: clip.audio?.channels.map(Value.int) ?? .null
        case .mediaInfo: .string(clip.information.text(.canonical))
        }
    }
}
