extension Expression {
    /// The width of a picture or a video as it is shown, in pixels.
    public var width: Expression { call(.width) }

    /// The height of a picture or a video as it is shown, in pixels.
    public var height: Expression { call(.height) }

    /// The format of a media file, such as `PNG`.
    public var format: Expression { call(.format) }

    /// The number of bytes of a media file.
    public var fileSize: Expression { call(.fileSize) }

    /// The address of a medium, such as `file:///photos/cat.jpg`.
    public var fileURL: Expression { .call(AddressFunction.fileURL.rawValue, [self]) }

    /// The path of a medium's file on this machine; one of the network is fetched into the cache.
    public var localPath: Expression { .call(AddressFunction.localPath.rawValue, [self]) }

    /// The length of a video or a sound, in seconds.
    public var duration: Expression { .call(ClipFunction.duration.rawValue, [self]) }

    /// The mean number of frames of a video in a second.
    public var frameRate: Expression { .call(ClipFunction.frameRate.rawValue, [self]) }

    private func call(_ function: MediaFunction) -> Expression { .call(function.rawValue, [self]) }
}
