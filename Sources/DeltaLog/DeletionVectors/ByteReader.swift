import Foundation

/// Reads numbers from bytes, lowest byte first, and never beyond their end.
struct ByteReader {
    private let bytes: Data
    private var position: Int

    init(_ bytes: Data) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Whether everything was read.
    var isAtEnd: Bool { position == bytes.endIndex }

    mutating func uint8() throws -> UInt8 { try number() }

    mutating func uint16() throws -> UInt16 { try number() }

    mutating func uint32() throws -> UInt32 { try number() }

    mutating func uint64() throws -> UInt64 { try number() }

    /// The next bytes.
    mutating func data(_ count: Int) throws -> Data {
        let start = position
        try skip(count)
        return bytes[start..<position]
    }

    mutating func skip(_ count: Int) throws {
        guard count >= 0, count <= bytes.endIndex - position else { throw Self.malformed("it is cut short") }
        position += count
    }

    private mutating func number<Number: FixedWidthInteger>() throws -> Number {
        let size = MemoryLayout<Number>.size
        guard bytes.endIndex - position >= size else { throw Self.malformed("it is cut short") }
        defer { position += size }
        var number: Number = 0
        for index in (0..<size).reversed() { number = number << 8 | Number(bytes[position + index]) }
        return number
    }

    static func malformed(_ what: String) -> DeltaError {
        DeltaError(
            .malformedDeletionVector,
            "the deletion vector, which says what rows of the file were deleted, is damaged: \(what); restore it from "
                + "a backup, or go back to an older version of the table"
        )
    }
}
