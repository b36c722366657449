/// A body that ended before its end.
struct HTTPTruncation: Error {
    let received: Int
    let expected: Int
}
