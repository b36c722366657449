/// Runs a body on an array of C strings that is valid only inside it.
func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?) throws -> Result
) rethrows -> Result {
    let lengths = strings.map { $0.utf8.count + 1 }
    let storage = UnsafeMutablePointer<CChar>.allocate(capacity: max(lengths.reduce(0, +), 1))
    defer { storage.deallocate() }
    var pointers: [UnsafePointer<CChar>?] = []
    var next = storage
    for (string, length) in zip(strings, lengths) {
        for (index, byte) in string.utf8CString.enumerated() { (next + index).initialize(to: byte) }
        pointers.append(UnsafePointer(next))
        next += length
    }
    return try pointers.withUnsafeBufferPointer { try body($0.baseAddress) }
}

/// Runs a body on metadata as C has them, key, value, …, and their number.
func withCPairs<Result>(
    _ metadata: [String: String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>?, Int32) throws -> Result
) rethrows -> Result {
    let pairs = metadata.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }
    return try withCStrings(pairs) { try body($0, Int32(metadata.count)) }
}
