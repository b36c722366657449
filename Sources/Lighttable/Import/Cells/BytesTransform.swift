import Columnar
import Foundation

/// Reads bytes as DuckDB and Lighttable write them to CSV: `\xHH` is a byte, other text its UTF-8.
struct BytesTransform: CellTransform {
    func value(of text: String) throws -> Value {
        var bytes = Data()
        var rest = Array(text.utf8)[...]
        while let first = rest.first {
            if let byte = Self.escaped(rest) {
                bytes.append(byte)
                rest = rest.dropFirst(4)
            } else {
                bytes.append(first)
                rest = rest.dropFirst()
            }
        }
        return .binary(bytes)
    }

    /// The byte that a text begins with an escape of.
    private static func escaped(_ text: ArraySlice<UInt8>) -> UInt8? {
        guard text.count >= 4, text.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "x")]) else { return nil }
        let digits = text.dropFirst(2).prefix(2)
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
