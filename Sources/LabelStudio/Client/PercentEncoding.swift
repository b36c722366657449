/// Percent-encoding of text for a URL's query, byte by byte (RFC 3986, section 2).
enum PercentEncoding {
    private static let unreserved = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)

    static func encode(_ text: String, keeping kept: String = "") -> String {
        let allowed = unreserved.union(kept.utf8)
        return text.utf8.reduce(into: "") { encoded, byte in
            if allowed.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }
}
