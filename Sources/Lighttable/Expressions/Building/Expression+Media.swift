extension Expression {
    /// The width of a picture as it is shown, in pixels.
    public var width: Expression { call(.width) }

    /// The height of a picture as it is shown, in pixels.
    public var height: Expression { call(.height) }

    /// The format of a media file, such as `PNG`.
    public var format: Expression { call(.format) }

    /// The number of bytes of a media file.
    public var fileSize: Expression { call(.fileSize) }

    private func call(_ function: MediaFunction) -> Expression { .call(function.rawValue, [self]) }
}
