import Foundation

extension DeletionVectorDescriptor {
    private static let alphabet = Array(
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#".utf8
    )
    private static let digits = Dictionary(uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt64($0)) })
    /// How many characters stand for a UUID.
    private static let encodedUUIDLength = 20

    /// The file with the vector, below the table's folder or as an absolute path; `nil` for an inline vector and for
    /// a descriptor that cannot be understood.
    public var filePath: String? {
        switch storageType {
        case "p": LogPath(encoded: pathOrInlineDv).decoded
        case "u": relativePath
        default: nil
        }
    }

    /// The bytes of an inline vector; `nil` for one in a file and for text that is not Z85.
    public var inlineBytes: [UInt8]? {
        guard storageType == "i", let bytes = Self.decodeZ85(pathOrInlineDv.utf8), bytes.count >= sizeInBytes,
            sizeInBytes >= 0
        else { return nil }
        return Array(bytes.prefix(Int(sizeInBytes)))
    }

    private var relativePath: String? {
        let prefix = pathOrInlineDv.dropLast(Self.encodedUUIDLength)
        guard let bytes = Self.decodeZ85(pathOrInlineDv.utf8.suffix(Self.encodedUUIDLength)), bytes.count == 16 else {
            return nil
        }
        let uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
        let name = "deletion_vector_\(uuid.uuidString.lowercased()).bin"
        return prefix.isEmpty ? name : "\(prefix)/\(name)"
    }

    /// Decodes Z85 (https://rfc.zeromq.org/spec/32): five characters for four bytes.
    private static func decodeZ85(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 5) else { return nil }
        var bytes: [UInt8] = []
        var number: UInt64 = 0
        for (index, character) in text.enumerated() {
            guard let digit = digits[character] else { return nil }
            number = number * 85 + digit
            guard index % 5 == 4 else { continue }
            guard let word = UInt32(exactly: number) else { return nil }
            withUnsafeBytes(of: word.bigEndian) { bytes += $0 }
            number = 0
        }
        return bytes
    }
}
