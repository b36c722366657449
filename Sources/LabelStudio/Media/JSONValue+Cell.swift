import Columnar
import Foundation
import JSON
import Lighttable

extension JSONValue {
    /// A cell as JSON: Json columns as what they hold, dates and times in ISO 8601.
    init?(_ value: Columnar.Value, column: Column) throws {
        if column.type == .json, let text = value.stringValue {
            do {
                self = try JSONValue(parsing: text)
            } catch {
                throw LabelStudioError(.invalidMapping, "the cell is \(error): correct it", cause: error)
            }
        } else {
            self.init(value, isLocalTime: column.isLocalTime)
        }
        if isNull { return nil }
    }

    private init(_ value: Columnar.Value, isLocalTime: Bool) {
        switch value {
        case .null, .binary: self = .null
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .float(let number): self = number.isFinite ? JSONValue(number) : .string("\(number)")
        case .string(let text), .decimal(let text): self = .string(text)
        case .date(let days): self = .string(Self.text(microseconds: days * 86_400_000_000, keeping: 10))
        case .timestamp(let time): self = .string(Self.text(microseconds: time, keeping: isLocalTime ? 26 : 27))
        case .list(let items): self = .array(items.map { JSONValue($0, isLocalTime: isLocalTime) })
        case .structure(let members):
            self = .object(JSONObject(members.map { ($0.name, JSONValue($0.value, isLocalTime: isLocalTime)) }))
        }
    }

    private static func text(microseconds: Int, keeping length: Int) -> String {
        String(ServerTime(microseconds: microseconds).filterText.prefix(length))
    }
}
