import Columnar

extension JSONFoundValue {
    /// The value as it may stand in a message: short, and without the words that only our own files have.
    var shownText: String {
        let rest = text.dropFirst()
        return switch text.first {
        case "T": Int(rest).map { CivilTime.text(microseconds: $0, isLocal: false) } ?? text.shortened
        case "D": Int(rest).map { CivilTime.text(days: $0) } ?? text.shortened
        case "M" where rest.count >= 2, "U" where rest.count >= 2: String(rest.dropFirst().dropLast())
        case "B" where rest.first == "\"": "bytes"
        default: text.shortened
        }
    }
}
