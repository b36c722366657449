internal import CFFmpeg

extension ClipLibrary {
    /// Opens a clip's file for a body.
    ///
    /// - Throws: A ``LighttableError`` that names the file, or says how to get the library; what the body throws.
    static func withClip<Result>(_ path: String, _ body: (OpaquePointer) throws -> Result) throws -> Result {
        try FileSystem.refuseStream(path)
        var clip: OpaquePointer?
        try attempt(path) { message, capacity in
            clip = cffmpeg_open(path, message, capacity)
            return clip != nil
        }
        guard let clip else { throw failure(path, "it cannot be opened") }
        defer { cffmpeg_close(clip) }
        return try body(clip)
    }

    /// Runs a call on a clip's file that says what is wrong in a buffer.
    ///
    /// - Throws: A ``LighttableError`` that names the file, or says how to get the library.
    static func attempt(_ path: String, _ call: (UnsafeMutablePointer<CChar>, Int) -> Bool) throws {
        if let message = LibraryCall.failure(call) { throw failure(path, message) }
    }

    private static func failure(_ path: String, _ message: String) -> LighttableError {
        guard version != nil else { return missing }
        guard FileSystem.exists(path) else {
            return LighttableError(.fileNotFound, "the clip is gone; put it back", at: .init(file: path))
        }
        return LighttableError(
            .malformedFile,
            "this is no video or sound that can be read so (\(message)); put another file in its place",
            at: .init(file: path)
        )
    }
}
