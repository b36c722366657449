/// What work on a picture begins with.
enum PictureSource: Sendable {
    /// What the function is called that takes a frame of a video.
    static let frameFunction = "frame_at"

    /// A picture's file.
    case file
    /// A frame of a video, at a time in seconds.
    case frame

    /// The source that the innermost operand of work on a picture is, and what it is given.
    ///
    /// - Parameters:
    ///   - operand: The operand.
    ///   - isAlone: Whether nothing is done with the picture.
    /// - Returns: The source; `nil` for one with which nothing is done and that is a picture already.
    /// - Throws: A ``LighttableError`` of code `invalidExpression` for another number of arguments than a function takes.
    static func of(_ operand: Expression, isAlone: Bool) throws -> (source: PictureSource, arguments: [Expression])? {
        guard case .call(frameFunction, let arguments) = operand else { return isAlone ? nil : (.file, [operand]) }
        try FunctionLibrary.check(arguments.count, of: frameFunction, taking: frame.signature, 2...2)
        return (.frame, arguments)
    }

    /// What it takes.
    var parameters: [FunctionParameter] {
        switch self {
        case .file: [.picture]
        case .frame: [.medium(.video), .value(.float)]
        }
    }

    /// What it takes, in words for an error.
    var signature: String {
        switch self {
        case .file: "a column of pictures"
        case .frame: "a column of videos and a number of seconds"
        }
    }
}
