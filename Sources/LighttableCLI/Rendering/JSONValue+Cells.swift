import Columnar
import Foundation
import Lighttable

extension JSONValue {
    /// A cell as JSON: Json columns are JSON values, media their URI, dates and times ISO 8601 text, binary base64.
    init(_ value: Columnar.Value, in column: Column) {
        if case .string(let text) = value, column.type == .json {
            self = JSONScanner.compact(text).map(JSONValue.verbatim) ?? .string(text)
        } else {
            self.init(value, isLocalTime: column.isLocalTime)
        }
    }

    /// A row as an object with a member for each column.
    init(_ row: Row) {
        self = .object(zip(row.columns, row.values).map { Member(name: $0.name, value: JSONValue($1, in: $0)) })
    }

    private init(_ value: Columnar.Value, isLocalTime: Bool) {
        switch value {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .int(let number): self = .int(number)
        case .float(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .binary(let data): self = .string(data.base64EncodedString())
        case .date(let days): self = .string(CivilTime.text(days: days))
        case .timestamp(let microseconds):
            self = .string(CivilTime.text(microseconds: microseconds, isLocal: isLocalTime))
        case .decimal(let digits): self = .verbatim(digits)
        case .list(let items): self = .array(items.map { JSONValue($0, isLocalTime: isLocalTime) })
        case .structure(let fields):
            self = .object(fields.map { Member(name: $0.name, value: JSONValue($0.value, isLocalTime: isLocalTime)) })
        }
    }
}
