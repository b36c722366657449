import Foundation

/// A file path as the log spells it (percent-encoded) and as the storage knows it.
///
/// The spelling is kept because some readers match the `remove` of a file to its `add` by spelling.
struct LogPath: Sendable, Hashable {
    let decoded: String
    let encoded: String

    /// A path out of the log; one that is not validly encoded is taken as it stands.
    init(encoded: String) {
        self.encoded = encoded
        self.decoded = encoded.utf8.contains(UInt8(ascii: "%")) ? encoded.removingPercentEncoding ?? encoded : encoded
    }

    /// A path to be written.
    init(decoded: String) {
        self.decoded = decoded
        self.encoded = decoded.addingPercentEncoding(withAllowedCharacters: Self.unescaped) ?? decoded
    }

    /// Every reader agrees on these; encoding more than a reader would is harmless, encoding less is not.
    private static let unescaped = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()/=@&$,;+"
    )
}
