import Columnar
import Foundation

/// Rows as lines of JSON, in which moments, bytes and decimals have words of their own (see ``JSONRowOptions``).
///
/// A container is closed when something is written to one around it, since encoders are not told when they are done.
final class RowText {
    /// What was written.
    private(set) var bytes: [UInt8] = []
    /// What closes the containers that are open, outermost first, and whether something is in each.
    private var open: [(end: UInt8, hasItems: Bool)] = []
    /// The column that is being written, for errors.
    private(set) var column: String?
    private var isAfterKey = false

    /// How many containers are open.
    var depth: Int { open.count }
    /// Whether a cell is being written, and not something inside one.
    private var isCell: Bool { open.count == 1 }

    func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// Begins an object or a list as the next item, and returns the depth at which its items are.
    func begin(isList: Bool) -> Int {
        if !open.isEmpty { separate() }
        bytes.append(UInt8(ascii: isList ? "[" : "{"))
        open.append((UInt8(ascii: isList ? "]" : "}"), false))
        return open.count
    }

    /// Closes all containers below a depth.
    func close(to depth: Int) {
        while open.count > depth {
            if let last = open.popLast() { bytes.append(last.end) }
        }
        isAfterKey = false
    }

    /// Ends a row.
    func endRow() {
        if open.isEmpty { _ = begin(isList: false) }
        close(to: 0)
        bytes.append(UInt8(ascii: "\n"))
        column = nil
    }

    /// Writes a key of the container at a depth.
    func key(_ name: String, at depth: Int) {
        close(to: depth)
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        isAfterKey = true
        if depth == 1 { column = name }
    }

    func null() { word("null") }

    func bool(_ truth: Bool) { word(truth ? "true" : "false") }

    func integer(_ number: Int64) {
        separate()
        if number < 0 { bytes.append(UInt8(ascii: "-")) }
        digits(number.magnitude)
    }

    func integer(_ number: UInt64) {
        separate()
        digits(number)
    }

    /// Writes a number that may be none.
    ///
    /// - Throws: A ``CellError`` for NaN and infinities inside a cell: JSON has no words for them.
    func float(_ number: Double) throws {
        if number.isFinite { return word(number.description) }
        guard isCell else { throw CellError("\(number) has no place in a Json cell; use null") }
        word(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity")
    }

    func string(_ text: String) {
        separate()
        quote(text)
    }

    func timestamp(microseconds: Int) {
        guard isCell else { return string(CivilTime.text(microseconds: microseconds, isLocal: false)) }
        separate()
        bytes.append(UInt8(ascii: "T"))
        isAfterKey = true
        integer(Int64(microseconds))
    }

    func date(days: Int) {
        guard isCell else { return string(CivilTime.text(days: days)) }
        word("D\(days)")
    }

    func binary(_ data: Data) {
        let text = data.base64EncodedString()
        isCell ? word("B\"\(text)\"") : string(text)
    }

    func uuid(_ id: UUID) {
        isCell ? word("U\"\(id.uuidString.lowercased())\"") : string(id.uuidString.lowercased())
    }

    /// Writes a decimal number that is given as text.
    ///
    /// - Throws: A ``CellError`` for what is no number.
    func decimal(_ text: String) throws {
        let isNumber =
            text.contains { $0.isNumber } && text.allSatisfy { $0.isASCII && ($0.isNumber || "+-.".contains($0)) }
        guard isNumber else { throw CellError("'\(text.shortened)' is no decimal number") }
        isCell ? word("M\"\(text)\"") : word(text)
    }

    private func word(_ text: String) {
        separate()
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    /// Writes a comma where the container has items already.
    private func separate() {
        if isAfterKey {
            isAfterKey = false
        } else if let last = open.indices.last {
            if open[last].hasItems { bytes.append(UInt8(ascii: ",")) }
            open[last].hasItems = true
        }
    }

    private func digits(_ number: UInt64) {
        if number < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var (rest, index) = (number, 20)
            while rest > 0 {
                index -= 1
                let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
                buffer[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
                rest = quotient
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[index...]))
        }
    }

    private func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
            if isPlain { return bytes.append(contentsOf: utf8) }
            for byte in utf8 { escape(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            bytes += [UInt8(ascii: "\\"), byte]
        } else if byte < 0x20 {
            bytes += Array("\\u00".utf8) + [UInt8(ascii: byte < 0x10 ? "0" : "1"), Self.hexDigits[Int(byte & 0xf)]]
        } else {
            bytes.append(byte)
        }
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)
}
