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
