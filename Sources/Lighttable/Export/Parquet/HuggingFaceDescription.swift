import Columnar
import JSON

/// What `datasets` reads under the key `huggingface` of a Parquet file: the features of the columns
/// (https://huggingface.co/docs/datasets/about_dataset_features).
enum HuggingFaceDescription {
    static let metadataKey = "huggingface"

    static func json(of columns: [ExportColumn]) -> String {
        let features = JSONObject(columns.map { ($0.field.name, feature(of: $0)) })
        return JSONValue.object(["info": .object(["features": .object(features)])]).text(.canonical)
    }

    private static func feature(of column: ExportColumn) -> JSONValue {
        if !column.classNames.isEmpty {
            return .object(["names": .array(column.classNames.map(JSONValue.string)), "_type": "ClassLabel"])
        }
        switch column.column.type {
        case .image where column.isInline: return .object(["_type": "Image"])
        case .audio where column.isInline: return .object(["_type": "Audio"])
        case .video where column.isInline: return .object(["_type": "Video"])
        default: break
        }
        return column.field.isJSON ? .object(["_type": "Json"]) : feature(of: column.field.type)
    }

    private static func feature(of type: DataType) -> JSONValue {
        switch type {
        case .list(let element): return .object(["feature": feature(of: element.type), "_type": "List"])
        case .structure(let fields): return .object(JSONObject(fields.map { ($0.name, feature(of: $0.type)) }))
        default: return .object(["dtype": .string(dtype(of: type)), "_type": "Value"])
        }
    }

    private static func dtype(of type: DataType) -> String {
        switch type {
        case .bool: "bool"
        case .int8: "int8"
        case .int16: "int16"
        case .int32: "int32"
        case .int64: "int64"
        case .float32: "float32"
        case .float64: "float64"
        case .binary: "binary"
        case .date32: "date32"
        case .timestamp(_, let zone): zone == nil ? "timestamp[us]" : "timestamp[us, tz=UTC]"
        case .time64: "time64[us]"
        case .decimal128(let precision, let scale): "decimal128(\(precision), \(scale))"
        default: "string"
        }
    }
}
