/// A call of a C library that writes into a buffer what is wrong.
enum LibraryCall {
    private static let messageBytes = 512

    /// Runs a call.
    ///
    /// - Parameter call: Is given the buffer and its size, and says whether it is done.
    /// - Returns: What is wrong; `nil` when the call is done.
    static func failure(_ call: (UnsafeMutablePointer<CChar>, Int) -> Bool) -> String? {
        var message = [CChar](repeating: 0, count: messageBytes)
        let isDone = message.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { call($0, buffer.count) } ?? false
        }
        guard !isDone else { return nil }
        return String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
