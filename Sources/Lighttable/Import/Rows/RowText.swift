import Columnar
import Foundation

/// Rows as lines of JSON, in which moments, bytes, decimals and UUIDs have words of their own (see ``JSONRowOptions``).
///
/// A container is closed when something is written to one around it, since encoders are not told when they are done.
final class RowText {
    private let text = ByteBuffer(capacity: 1 << 20)
    /// What closes each open container, outermost first; with the highest bit set when something is in it.
    private let open = ByteBuffer(capacity: 64)
    /// Where the key of the cell stands that is being written.
    private var cellKey = 0..<0
    private var isAfterKey = false

    /// What was written; valid until the next change.
    var bytes: UnsafeBufferPointer<UInt8> { text.bytes }
    /// How many containers are open.
    var depth: Int { open.count }
    /// The column that is being written, for errors.
    var column: String? { cellKey.isEmpty ? nil : String(decoding: text.bytes[cellKey], as: UTF8.self) }
    /// Whether a cell is being written, and not something inside one.
    private var isCell: Bool { open.count == 1 }

    func removeAll() { text.truncate(to: 0) }

    /// Begins an object or a list as the next item, and returns the depth at which its items are.
    func begin(isList: Bool) -> Int {
        if open.count > 0 { separate() }
        text.append(UInt8(ascii: isList ? "[" : "{"))
        open.append(UInt8(ascii: isList ? "]" : "}"))
        return open.count
    }

    /// Closes all containers below a depth.
    func close(to depth: Int) {
        while open.count > depth {
            text.append(open[open.count - 1] & ~Self.hasItems)
            open.truncate(to: open.count - 1)
        }
        isAfterKey = false
    }

    /// Ends a row.
    func endRow() {
        if open.count == 0 { _ = begin(isList: false) }
        close(to: 0)
        text.append(UInt8(ascii: "\n"))
        cellKey = 0..<0
    }

    /// Writes a key of the container at a depth.
    func key(_ name: String, at depth: Int) {
        close(to: depth)
        separate()
        let start = text.count + 1
        quote(name)
        if depth == 1 { cellKey = start..<text.count - 1 }
        text.append(UInt8(ascii: ":"))
        isAfterKey = true
    }

    func null() { word("null") }

    func bool(_ truth: Bool) { word(truth ? "true" : "false") }

    func integer(_ number: Int64) {
        separate()
        if number < 0 { text.append(UInt8(ascii: "-")) }
        text.append(digits: number.magnitude)
    }

    func integer(_ number: UInt64) {
        separate()
        text.append(digits: number)
    }

    /// Writes a number that may be none.
    ///
    /// - Throws: A ``CellError`` for NaN and infinities inside a cell: JSON has no words for them.
    func float(_ number: Double) throws {
        if number.isFinite { return word(number.description) }
        guard isCell else { throw CellError("\(number) has no place in a Json cell; use null") }
        word(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }

    func string(_ value: String) {
        separate()
        quote(value)
    }

    func timestamp(microseconds: Int) {
        guard isCell else { return string(CivilTime.text(microseconds: microseconds, isLocal: false)) }
        separate()
        text.append(UInt8(ascii: "T"))
        if microseconds < 0 { text.append(UInt8(ascii: "-")) }
        text.append(digits: UInt64(microseconds.magnitude))
    }

    func date(days: Int) {
        guard isCell else { return string(CivilTime.text(days: days)) }
        word("D\(days)")
    }

    func binary(_ data: Data) {
        let base64 = data.base64EncodedString()
        isCell ? word("B\"\(base64)\"") : string(base64)
    }

    func uuid(_ id: UUID) {
        isCell ? word("U\"\(id.uuidString.lowercased())\"") : string(id.uuidString.lowercased())
    }

    /// Writes a decimal number that is given as text.
    ///
    /// - Throws: A ``CellError`` for what is no number.
    func decimal(_ number: String) throws {
        let isNumber =
            number.contains { $0.isNumber } && number.allSatisfy { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
        guard isNumber else { throw CellError("'\(number.shortened)' is no decimal number") }
        isCell ? word("M\"\(number)\"") : word(number)
    }

    private func word(_ word: String) {
        separate()
        text.append(word)
    }

    /// Writes a comma where the container has items already.
    private func separate() {
        if isAfterKey {
            isAfterKey = false
        } else if open.count > 0 {
            let last = open.count - 1
            if open[last] & Self.hasItems != 0 { text.append(UInt8(ascii: ",")) }
            open[last] |= Self.hasItems
        }
    }

    private func quote(_ value: String) {
        text.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { utf8 in
            let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
            if isPlain { return text.append(utf8) }
            for byte in utf8 { escape(byte) }
        }
        text.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            text.append(UInt8(ascii: "\\"))
            text.append(byte)
        } else if byte < 0x20 {
            text.append("\\u00")
            text.append(UInt8(ascii: byte < 0x10 ? "0" : "1"))
            text.append(Self.hexDigits[Int(byte & 0xf)])
        } else {
            text.append(byte)
        }
    }

    private static let hasItems: UInt8 = 0x80
    private static let hexDigits = Array("0123456789abcdef".utf8)
}
