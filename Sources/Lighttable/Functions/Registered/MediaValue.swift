public import Columnar
public import Foundation

/// A medium that a function takes or gives: ``Image``, ``Video``, ``Audio`` or ``Document``.
public protocol MediaValue: FunctionValue {
    /// The file, or what is to be in it.
    var content: MediaContent { get }
    /// A medium of a content.
    init(_ content: MediaContent)
}

extension MediaValue {
    /// A medium at an address.
    public init(uri: String) { self.init(MediaContent(uri: uri)) }

    /// A medium that becomes a file of the media store.
    public init(data: Data, fileExtension: String) {
        self.init(MediaContent(data: data, fileExtension: fileExtension))
    }

    /// The medium of a cell.
    public init?(_ value: Value) {
        guard let uri = value.stringValue else { return nil }
        self.init(uri: uri)
    }

    /// The address of the file; empty for one that is yet to be made.
    public var uri: String { content.uri }

    /// The cell.
    public var cell: Value { .string(uri) }

    /// The path of the file; `nil` for one that is not on this machine.
    public var path: String? { MediaLocation.path(of: uri) }
}
