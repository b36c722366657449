import JSON

/// A 64-bit FNV-1a hash of a value's canonical text, for noticing changes (not for security).
///
/// Offset basis and prime as in RFC 9923, "The FNV Non-Cryptographic Hash Algorithm".
struct Fingerprint: Sendable, Hashable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    init(_ text: String) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01B3
        }
        rawValue = hash
    }

    init(_ value: JSONValue) { self.init(value.text(.canonical)) }

    init?(hexadecimal: some StringProtocol) {
        guard hexadecimal.utf8.count == 16, let number = UInt64(hexadecimal, radix: 16) else { return nil }
        rawValue = number
    }

    /// Sixteen hexadecimal digits.
    var hexadecimal: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
