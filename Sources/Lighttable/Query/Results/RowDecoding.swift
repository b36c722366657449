import Columnar
import Foundation
import JSON

/// Decodes rows into values of a caller's own type, by way of JSON.
enum RowDecoding {
    /// A row as a value.
    ///
    /// - Parameters:
    ///   - type: The type.
    ///   - row: The row.
    ///   - number: Its number, from 1 on, for the error.
    /// - Returns: The value.
    /// - Throws: A ``LighttableError`` that names row and column.
    static func decode<Element: Decodable>(_ type: Element.Type, from row: Row, number: Int) throws -> Element {
        let members = JSONObject(zip(row.columns, row.values).map { ($0.name, json($1, of: $0)) })
        do {
            return try decoder.decode(type, from: Data(JSONValue.object(members).text(.compact).utf8))
        } catch let error as DecodingError {
            throw failure(error, row, number)
        }
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            if let microseconds = CivilTime.microseconds(text) {
                return Date(timeIntervalSince1970: Double(microseconds) / 1_000_000)
            }
            if let days = CivilTime.days(text) { return Date(timeIntervalSince1970: Double(days) * 86_400) }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no date or time")
        }
        return decoder
    }

    private static func json(_ value: Value, of column: Column) -> JSONValue {
        guard column.type == .json, case .string(let text) = value else {
            return json(value, isLocalTime: column.isLocalTime)
        }
        return (try? JSONValue(parsing: text)) ?? .string(text)
    }

    private static func json(_ value: Value, isLocalTime: Bool) -> JSONValue {
        switch value {
        case .null: .null
        case .bool(let truth): .bool(truth)
        case .int(let number): .int(number)
        case .float(let number): number.isFinite ? JSONValue(number) : .string(name(of: number))
        case .string(let text): .string(text)
        case .binary(let data): .string(data.base64EncodedString())
        case .date(let days): .string(CivilTime.text(days: days))
        case .timestamp(let microseconds):
            .string(CivilTime.text(microseconds: microseconds, isLocal: isLocalTime))
        case .decimal(let digits): .number(digits)
        case .list(let items): .array(items.map { json($0, isLocalTime: isLocalTime) })
        case .structure(let fields):
            .object(JSONObject(fields.map { ($0.name, json($0.value, isLocalTime: isLocalTime)) }))
        }
    }

    private static func name(of number: Double) -> String {
        number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    private static func failure(_ error: DecodingError, _ row: Row, _ number: Int) -> LighttableError {
        let (path, reason) = describe(error)
        let column = row.columns.first { $0.name == path.first }
        let place = path.isEmpty ? "" : ", column '\(path.joined(separator: "."))'"
        let type = column.map { " (the column is \($0.type))" } ?? ""
        return LighttableError(
            .invalidValue,
            "row \(number)\(place): \(reason)\(type); change the member's type, make it optional, or select other columns",
            at: .init(column: path.first, row: number),
            cause: error
        )
    }

    private static func describe(_ error: DecodingError) -> (path: [String], reason: String) {
        switch error {
        case .keyNotFound(let key, let context):
            (context.codingPath.map(\.stringValue) + [key.stringValue], "there is no such column")
        case .valueNotFound(let type, let context):
            (context.codingPath.map(\.stringValue), "there is no value, where \(type) is wanted")
        case .typeMismatch(let type, let context):
            (context.codingPath.map(\.stringValue), "the value is not \(type)")
        case .dataCorrupted(let context): (context.codingPath.map(\.stringValue), context.debugDescription)
        @unknown default: ([], "\(error)")
        }
    }
}
