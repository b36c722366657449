import Columnar
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Finds names of the media store's files in cells, wherever in a text they stand.
///
/// A file counts by the first half of its hash: two files that share it are both kept.
enum MediaMentions {
    /// What stands before the first two digits of a hash in a URI.
    private static let marker = Array("/media/".utf8)

    /// Gives all hashes in a column to a body.
    static func forEach(in column: ColumnVector, _ body: (UInt128) -> Void) {
        for row in 0..<column.count where !column.isNull(at: row) {
            if column.withBytes(at: row, { forEach(in: $0, body) }) == nil { forEach(in: column.value(at: row), body) }
        }
    }

    /// The hash that a file's name begins with.
    static func hash(of name: some StringProtocol) -> UInt128? {
        let digits = Array(name.utf8.prefix(64))
        return digits.count == 64 ? digits.withUnsafeBytes { hash(in: $0) } : nil
    }

    private static func forEach(in value: Value, _ body: (UInt128) -> Void) {
        switch value {
        case .string(let text): Array(text.utf8).withUnsafeBytes { forEach(in: $0, body) }
        case .binary(let data): data.withUnsafeBytes { forEach(in: $0, body) }
        case .list(let items): for item in items { forEach(in: item, body) }
        case .structure(let fields): for field in fields { forEach(in: field.value, body) }
        default: break
        }
    }

    private static func forEach(in bytes: UnsafeRawBufferPointer, _ body: (UInt128) -> Void) {
        var rest = bytes
        while let start = rest.baseAddress, let slash = memchr(start, 0x2F, rest.count) {
            rest = UnsafeRawBufferPointer(rebasing: rest[(UnsafeRawPointer(slash) - start)...])
            // After the marker come `ab/` and the whole hash.
            let isMention = rest.count >= marker.count + 67 && rest.starts(with: marker)
            if isMention, let hash = hash(in: UnsafeRawBufferPointer(rebasing: rest[(marker.count + 3)...].prefix(64)))
            {
                body(hash)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst())
        }
    }

    private static func hash(in digits: UnsafeRawBufferPointer) -> UInt128? {
        var hash: UInt128 = 0
        for (index, digit) in digits.enumerated() {
            guard let number = Character(Unicode.Scalar(digit)).hexDigitValue else { return nil }
            if index < 32 { hash = hash << 4 | UInt128(number) }
        }
        return hash
    }
}
