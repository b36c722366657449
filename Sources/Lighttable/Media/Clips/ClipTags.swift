internal import CFFmpeg
import JSON
import Synchronization

/// The tags of a clip, such as its title, or of one of its streams.
enum ClipTags {
    private final class Found: Sendable {
        let tags = Mutex<JSONObject>([:])
    }

    /// Reads the tags of a stream, or those of the container for -1.
    static func read(_ stream: Int32, of clip: OpaquePointer) -> JSONObject {
        let found = Found()
        withExtendedLifetime(found) {
            cffmpeg_read_tags(clip, stream, take, Unmanaged.passUnretained(found).toOpaque())
        }
        return found.tags.withLock { $0 }
    }

    private static let take: cffmpeg_take_tag = { name, text, context in
        guard let name, let text, let context else { return }
        let found = Unmanaged<Found>.fromOpaque(context).takeUnretainedValue()
        found.tags.withLock { $0[String(cString: name)] = .string(String(cString: text)) }
    }
}
