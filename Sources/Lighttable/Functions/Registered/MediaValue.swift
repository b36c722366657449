public import Columnar
public import Foundation

/// A medium that a function takes or gives: ``Image``, ``Video``, ``Audio`` or ``Document``.
public protocol MediaValue: FunctionValue {
    /// The address of the file; empty for one that is made of bytes.
    var uri: String { get }
    /// What is in a file that is yet to be made, with its extension.
    var made: (data: Data, fileExtension: String)? { get }
    /// A medium at an address.
    init(uri: String)
}

extension MediaValue {
    /// The medium of a cell.
    public init?(_ value: Value) {
        guard let uri = value.stringValue else { return nil }
        self.init(uri: uri)
    }

    /// The cell.
    public var cell: Value { .string(uri) }

    /// The path of the file; `nil` for one that is not on this machine.
    public var path: String? { MediaLocation.path(of: uri) }
}

/// A picture that a function takes or gives.
///
/// ```swift
/// let stamped = Function("stamped") { (photo: Image) in Image(data: try stamp(photo.path), fileExtension: "png") }
/// ```
public struct Image: MediaValue {
    /// The type of a column of pictures.
    public static var columnType: ColumnType { .image }
    /// The address of the file.
    public let uri: String
    /// What is in a file that is yet to be made.
    public let made: (data: Data, fileExtension: String)?

    /// A picture at an address.
    public init(uri: String) { (self.uri, made) = (uri, nil) }

    /// A picture that becomes a file of the media store.
    public init(data: Data, fileExtension: String) { (uri, made) = ("", (data, fileExtension)) }
}

/// A video that a function takes or gives.
public struct Video: MediaValue {
    /// The type of a column of videos.
    public static var columnType: ColumnType { .video }
    /// The address of the file.
    public let uri: String
    /// What is in a file that is yet to be made.
    public let made: (data: Data, fileExtension: String)?

    /// A video at an address.
    public init(uri: String) { (self.uri, made) = (uri, nil) }

    /// A video that becomes a file of the media store.
    public init(data: Data, fileExtension: String) { (uri, made) = ("", (data, fileExtension)) }
}

/// A sound that a function takes or gives.
public struct Audio: MediaValue {
    /// The type of a column of audio.
    public static var columnType: ColumnType { .audio }
    /// The address of the file.
    public let uri: String
    /// What is in a file that is yet to be made.
    public let made: (data: Data, fileExtension: String)?

    /// A sound at an address.
    public init(uri: String) { (self.uri, made) = (uri, nil) }

    /// A sound that becomes a file of the media store.
    public init(data: Data, fileExtension: String) { (uri, made) = ("", (data, fileExtension)) }
}

/// A document that a function takes or gives.
public struct Document: MediaValue {
    /// The type of a column of documents.
    public static var columnType: ColumnType { .document }
    /// The address of the file.
    public let uri: String
    /// What is in a file that is yet to be made.
    public let made: (data: Data, fileExtension: String)?

    /// A document at an address.
    public init(uri: String) { (self.uri, made) = (uri, nil) }

    /// A document that becomes a file of the media store.
    public init(data: Data, fileExtension: String) { (uri, made) = ("", (data, fileExtension)) }
}
