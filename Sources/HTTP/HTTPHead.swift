import Foundation

/// What a server says before the body.
public struct HTTPHead: Sendable {
    /// The status code, such as 200.
    public let status: Int
    /// The fields, by their names in small letters.
    public let fields: [String: String]

    /// Creates what a server says.
    ///
    /// - Parameters:
    ///   - status: Its status code.
    ///   - fields: The fields, by their names in small letters.
    public init(status: Int, fields: [String: String]) {
        (self.status, self.fields) = (status, fields)
    }

    /// A field, by its name in any case.
    public subscript(name: String) -> String? { fields[name.lowercased()] }

    /// Whether the server did what it was asked.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// Whether another place is to be asked.
    public var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) && self["location"] != nil }

    /// Whether the same request may succeed later.
    public var isTemporary: Bool { [408, 425, 429, 500, 502, 503, 504].contains(status) }

    /// The bytes of the body that is about to come, where they come as they are.
    public var length: Int? {
        guard !isEncoded else { return nil }
        return self["content-length"].flatMap { Int($0.trimmingCharacters(in: .whitespaces)) }
    }

    /// Whether the body was compressed for the way.
    public var isEncoded: Bool {
        self["content-encoding"].map { !$0.isEmpty && $0.lowercased() != "identity" } ?? false
    }

    /// What tells whether the contents are still the same, fit for `If-Range`.
    public var validator: String? {
        guard !isEncoded else { return nil }
        if let tag = self["etag"], !tag.hasPrefix("W/") { return tag }
        return self["last-modified"]
    }

    /// The first byte and the whole size that a part of a body has: `bytes 5-9/10`.
    public var range: (start: Int, size: Int?)? {
        guard let text = self["content-range"], text.hasPrefix("bytes ") else { return nil }
        let parts = text.dropFirst("bytes ".count).split { $0 == "-" || $0 == "/" }
        guard let start = parts.first.flatMap({ Int($0) }) else { return nil }
        return (start, parts.count == 3 ? Int(parts[2]) : nil)
    }
}
