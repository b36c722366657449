import Columnar

/// A 64-bit hash of a key: FNV-1a over its bytes, with the finalizer of MurmurHash3 for integers.
///
/// FNV: http://www.isthe.com/chongo/tech/comp/fnv/, MurmurHash3: https://github.com/aappleby/smhasher.
struct KeyHash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    /// Adds one column's value.
    mutating func combine(_ column: ColumnVector, at row: Int) {
        if column.withBytes(at: row, { combine($0) }) != nil { return }
        switch column.value(at: row) {
        case .int(let number), .date(let number), .timestamp(let number): combine(UInt64(bitPattern: Int64(number)))
        case .float(let number): combine(number.bitPattern)
        case .bool(let truth): combine(truth ? 1 : 2)
        case let other: "\(other)".utf8.withContiguousStorageIfAvailable { combine(UnsafeRawBufferPointer($0)) }
        }
    }

    private mutating func combine(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes { step(byte) }
        // A separator, so that ("ab", "c") differs from ("a", "bc").
        step(0xFF)
    }

    private mutating func step(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    private mutating func combine(_ number: UInt64) {
        var mixed = number ^ value
        mixed = (mixed ^ (mixed >> 33)) &* 0xff51_afd7_ed55_8ccd
        mixed = (mixed ^ (mixed >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        value = mixed ^ (mixed >> 33)
    }
}
