internal import CArrow

// The format strings of the Arrow C data interface:
// https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings
extension DataType {
    /// The format string of the type.
    var format: String {
        switch self {
        case .null: "n"
        case .bool: "b"
        case .int8: "c"
        case .int16: "s"
        case .int32, .dictionary: "i"
        case .int64: "l"
        case .float32: "f"
        case .float64: "g"
        case .decimal128(let precision, let scale): "d:\(precision),\(scale)"
        case .string: "u"
        case .binary: "z"
        case .date32: "tdD"
        case .timestamp(let unit, let timeZone): "ts\(unit.rawValue):\(timeZone ?? "")"
        case .time64(let unit): "tt\(unit.rawValue)"
        case .duration(let unit): "tD\(unit.rawValue)"
        case .list: "+l"
        case .structure: "+s"
        case .map: "+m"
        case .other(let format): format
        }
    }

    /// The fields below a nested type.
    var children: [Field] {
        switch self {
        case .list(let element): [element]
        case .structure(let fields): fields
        case .map(let key, let value): [Field("entries", .structure([key, value]), isNullable: false)]
        default: []
        }
    }

    /// The type that a C schema describes.
    init(_ schema: ArrowSchema) {
        let format = schema.format.map { String(cString: $0) } ?? ""
        let children = SchemaBox.fields(below: schema)
        if format == "i", let words = schema.dictionary, DataType(words.pointee) == .string {
            self = .dictionary
            return
        }
        self =
            Self.primitives[format] ?? Self.nested(format, children) ?? Self.parametric(format)
            ?? .other(format: format)
    }

    private static let primitives: [String: DataType] = Dictionary(
        uniqueKeysWithValues: [
            DataType.null, .bool, .int8, .int16, .int32, .int64, .float32, .float64, .string, .binary, .date32,
            .time64(.microsecond), .time64(.nanosecond), .duration(.second), .duration(.millisecond),
            .duration(.microsecond), .duration(.nanosecond),
        ]
        .map { ($0.format, $0) }
    )

    private static func nested(_ format: String, _ children: [Field]) -> DataType? {
        switch format {
        case "+l": children.first.map { .list($0) }
        case "+s": .structure(children)
        case "+m": map(children)
        default: nil
        }
    }

    private static func map(_ children: [Field]) -> DataType? {
        guard case .structure(let pair)? = children.first?.type, pair.count == 2 else { return nil }
        return .map(key: pair[0], value: pair[1])
    }

    private static func parametric(_ format: String) -> DataType? {
        if format.hasPrefix("ts"), let unit = TimeUnit(rawValue: String(format.dropFirst(2).prefix(1))) {
            let zone = String(format.dropFirst(4))
            return .timestamp(unit, timeZone: zone.isEmpty ? nil : zone)
        }
        let numbers = format.dropFirst(2).split(separator: ",").compactMap { Int($0) }
        guard format.hasPrefix("d:"), numbers.count == 2 else { return nil }
        return .decimal128(precision: numbers[0], scale: numbers[1])
    }
}
