import Columnar
import JSON
import Lighttable

/// Cells as people read them in a rendered table.
enum CellText {
    /// The cell on one line; long lists are cut, since an image as an array has a hundred thousand numbers.
    static func of(_ value: Value, in column: Column) -> String {
        switch (column.type, value) {
        case (.time, .int(let microseconds)): ClockTime.text(microseconds: microseconds)
        case (.duration, .int(let microseconds)): DurationText.text(microseconds: microseconds)
        default: text(value, isLocalTime: column.isLocalTime, isNested: false)
        }
    }

    /// Text without line breaks and other control characters, which would move the cursor or worse.
    static func oneLine(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.reduce(into: "") { $0 += isControl($1) ? escape($1) : String($1) }
    }

    private static let itemLimit = 6

    private static func text(_ value: Value, isLocalTime: Bool, isNested: Bool) -> String {
        switch value {
        case .null: return "null"
        case .bool(let bool): return bool ? "true" : "false"
        case .int(let number): return String(number)
        case .float(let number): return number.description
        case .string(let text): return isNested ? JSONValue.string(text).text(.line) : oneLine(text)
        case .binary(let data): return "<\(Quantity.bytes(data.count))>"
        case .date(let days): return CivilTime.text(days: days)
        case .timestamp(let microseconds):
            return CivilTime.text(microseconds: microseconds, isLocal: isLocalTime)
        case .decimal(let digits): return digits
        case .list(let items): return list(items, isLocalTime)
        case .structure(let fields):
            let parts = fields.map { "\($0.name): \(text($0.value, isLocalTime: isLocalTime, isNested: true))" }
            return "{" + oneLine(parts.joined(separator: ", ")) + "}"
        }
    }

    private static func list(_ items: [Value], _ isLocalTime: Bool) -> String {
        var parts = items.prefix(itemLimit).map { text($0, isLocalTime: isLocalTime, isNested: true) }
        if items.count > itemLimit { parts.append("… \(Quantity.count(items.count - itemLimit)) more") }
        return "[" + parts.joined(separator: ", ") + "]"
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16))}"
        }
    }
}
