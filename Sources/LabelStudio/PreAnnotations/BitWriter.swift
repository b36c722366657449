/// Bytes that are written bit by bit, the highest first.
struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var free = 0

    /// Appends the lowest bits of a number.
    mutating func write(_ number: Int, count: Int) {
        for bit in stride(from: count - 1, through: 0, by: -1) {
            if free == 0 {
                bytes.append(0)
                free = 8
            }
            free -= 1
            if number >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << UInt8(free) }
        }
    }
}
