internal import CVips
import Foundation
import JSON
import Synchronization

/// What a picture's EXIF data tell (https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf), by their names.
enum PictureFields {
    private final class Found: Sendable {
        let exif = Mutex<[String: JSONValue]>([:])
    }

    /// Reads the fields of a file.
    ///
    /// - Returns: The values as text, such as `Model` and `DateTimeOriginal`; empty for a picture without.
    /// - Throws: A ``LighttableError`` when it is no picture, or libvips is not there.
    static func exif(ofFile path: String) throws -> JSONValue {
        let found = Found()
        let context = Unmanaged.passUnretained(found).toOpaque()
        try withExtendedLifetime(found) {
            try PictureLibrary.attempt(path) { cvips_read_fields(path, take, context, $0, $1) }
        }
        return .object(JSONObject(found.exif.withLock { $0 }))
    }

    private static let take: cvips_take_field = { name, text, context in
        guard let name, let text, let context else { return }
        let found = Unmanaged<Found>.fromOpaque(context).takeUnretainedValue()
        note(String(cString: name), String(cString: text), in: found)
    }

    /// libvips calls the fields `exif-ifd0-Model`, and puts what it knows about the value in parentheses behind it.
    private static func note(_ name: String, _ text: String, in found: Found) {
        let parts = name.split(separator: "-", maxSplits: 2)
        guard parts.count == 3, parts[0] == "exif", parts[1].hasPrefix("ifd") else { return }
        let value = text.range(of: " (", options: .backwards).map { text[..<$0.lowerBound] } ?? text[...]
        found.exif.withLock { $0[String(parts[2])] = .string(String(value)) }
    }
}
