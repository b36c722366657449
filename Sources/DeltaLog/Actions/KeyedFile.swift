/// An action about one file.
protocol KeyedFile: Sendable, Equatable {
    var key: FileKey { get }
}
