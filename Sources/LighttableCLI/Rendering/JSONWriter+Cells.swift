import Columnar
import Foundation
import JSON
import Lighttable

extension JSONWriter {
    /// A row as an object with a member for each column.
    mutating func row(_ row: Row) {
        object { writer in
            for (column, value) in zip(row.columns, row.values) {
                writer.key(column.name)
                writer.cell(value, in: column)
            }
        }
    }

    /// A cell as JSON: Json columns are JSON values, media their URI, dates, times and durations ISO 8601 text, binary base64.
    mutating func cell(_ value: Value, in column: Column) {
        switch (column.type, value) {
        case (.json, .string(let text)):
            if let json = try? JSONText.compact(text) { verbatim(json) } else { string(text) }
        case (.time, .int(let microseconds)): string(ClockTime.text(microseconds: microseconds))
        case (.duration, .int(let microseconds)): string(DurationText.text(microseconds: microseconds))
        default: cell(value, isLocalTime: column.isLocalTime)
        }
    }

    private mutating func cell(_ value: Value, isLocalTime: Bool) {
        switch value {
        case .null: self.value(.null)
        case .bool(let bool): self.value(.bool(bool))
        case .int(let number): self.value(.int(number))
        case .float(let number): self.number(number)
        case .string(let text): string(text)
        case .binary(let data): string(data.base64EncodedString())
        case .date(let days): string(CivilTime.text(days: days))
        case .timestamp(let microseconds): string(CivilTime.text(microseconds: microseconds, isLocal: isLocalTime))
        case .decimal(let digits): verbatim(digits)
        case .list(let items): array(items) { $0.cell($1, isLocalTime: isLocalTime) }
        case .structure(let fields): object { $0.fields(fields, isLocalTime: isLocalTime) }
        }
    }

    private mutating func fields(_ fields: [NamedValue], isLocalTime: Bool) {
        for field in fields {
            key(field.name)
            cell(field.value, isLocalTime: isLocalTime)
        }
    }

    /// JSON has no word for the numbers that are none, so they are strings.
    private mutating func number(_ number: Double) {
        if number.isFinite {
            value(JSONValue(number))
        } else if number.isNaN {
            string("NaN")
        } else {
            string(number < 0 ? "-Infinity" : "Infinity")
        }
    }
}
