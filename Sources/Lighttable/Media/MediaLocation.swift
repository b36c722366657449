import Foundation

/// Where media cells point to.
enum MediaLocation {
    /// The path of a local file that a cell names; `nil` for anything that is not local.
    static func path(of uri: String) -> String? {
        if uri.hasPrefix("/") { return uri }
        guard uri.utf8.prefix(5).elementsEqual("file:".utf8) else { return nil }
        if uri.hasPrefix("file:///") {
            let path = uri.dropFirst("file://".count)
            return path.utf8.contains(UInt8(ascii: "%")) ? path.removingPercentEncoding : String(path)
        }
        return URL(string: uri)?.path(percentEncoded: false)
    }
}
