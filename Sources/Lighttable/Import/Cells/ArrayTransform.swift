import Columnar
import DeltaLog
import JSON

/// Reads arrays written as JSON lists.
struct ArrayTransform: CellTransform {
    let type: ArrayType

    func value(of text: String) throws -> Value {
        guard let json = try? JSONValue(parsing: text) else {
            throw CellError("'\(text.shortened)' is no list such as [1, 2]; correct it")
        }
        return try value(json, shape: type.shape[...])
    }

    /// JSON has no words for these, so that programs write them as strings.
    private static let oddReals: [String: Double] = ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity]

    private func value(_ json: JSONValue, shape: ArraySlice<Int?>) throws -> Value {
        guard let length = shape.first else { return try element(json) }
        guard let items = json.arrayValue else { throw CellError("'\(json)' is no list, but the type is \(type)") }
        if let length, items.count != length {
            throw CellError("a list of \(items.count) does not fit \(type); it must have \(length)")
        }
        return .list(try items.map { try value($0, shape: shape.dropFirst()) })
    }

    private func element(_ json: JSONValue) throws -> Value {
        if json == .null { return .null }
        let value: Value? =
            switch type.element {
            case .int8, .int16, .int32, .int64: json.int64Value.map { .int(Int($0)) }
            case .float32, .float64:
                (json.doubleValue ?? json.stringValue.flatMap { Self.oddReals[$0] }).map(Value.float)
            case .bool: json.boolValue.map(Value.bool)
            case .string: json.stringValue.map(Value.string)
            }
        guard let value else { throw CellError("'\(json)' does not fit \(type)") }
        return value
    }
}
