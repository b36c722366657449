/// How much was removed.
struct Reclaimed: Equatable {
    var files = 0
    var bytes = 0

    static func += (left: inout Reclaimed, right: Reclaimed) {
        left.files += right.files
        left.bytes += right.bytes
    }
}
