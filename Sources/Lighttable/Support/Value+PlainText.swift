import Columnar

extension Value {
    /// The value as it may stand in a message.
    var plainText: String {
        switch self {
        case .null: "null"
        case .bool(let truth): String(truth)
        case .int(let number): String(number)
        case .float(let number): String(number)
        case .string(let text): "'\(text.shortened)'"
        case .binary(let data): "\(data.count) bytes"
        case .date(let days): CivilTime.text(days: days)
        case .timestamp(let microseconds): CivilTime.text(microseconds: microseconds, isLocal: false)
        case .decimal(let text): text
        case .list(let items): "[" + items.map(\.plainText).joined(separator: ", ") + "]"
        case .structure(let fields):
            "{" + fields.map { "\($0.name): \($0.value.plainText)" }.joined(separator: ", ") + "}"
        }
    }
}
