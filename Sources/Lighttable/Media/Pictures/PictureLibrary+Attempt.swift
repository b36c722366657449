extension PictureLibrary {
    /// Runs a call on a picture's file that says what is wrong in a buffer.
    ///
    /// - Throws: A ``LighttableError`` that names the file, or says how to get the library.
    static func attempt(_ path: String, _ call: (UnsafeMutablePointer<CChar>, Int) -> Bool) throws {
        try FileSystem.refuseStream(path)
        if let message = LibraryCall.failure(call) { throw failure(path, message) }
    }

    private static func failure(_ path: String, _ message: String) -> LighttableError {
        guard version != nil else { return missing }
        guard FileSystem.exists(path) else {
            return LighttableError(.fileNotFound, "the picture is gone; put it back", at: .init(file: path))
        }
        return LighttableError(
            .malformedFile,
            "this is no picture that can be read (\(message)); put another file in its place",
            at: .init(file: path)
        )
    }
}
