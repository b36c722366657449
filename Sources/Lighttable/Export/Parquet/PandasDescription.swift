import Columnar
import JSON

/// What pandas reads under the key `pandas` of a Parquet file: the dtypes of the columns, here those that keep nulls
/// (https://pandas.pydata.org/docs/development/developer.html#storing-pandas-dataframe-objects-in-apache-parquet-format).
enum PandasDescription {
    static let metadataKey = "pandas"

    static func json(of columns: [ExportColumn]) -> String {
        let members: JSONObject = [
            "index_columns": .array([]), "column_indexes": .array([]),
            "columns": .array(columns.map(column)),
            "creator": .object(["library": "lighttable", "version": "0.1.0"]), "pandas_version": "2.0.0",
        ]
        return JSONValue.object(members).text(.canonical)
    }

    private static func column(_ column: ExportColumn) -> JSONValue {
        let (pandas, numpy) = dtype(of: column)
        let zone: JSONValue = pandas == "datetimetz" ? .object(["timezone": "UTC"]) : .null
        return .object([
            "name": .string(column.field.name), "field_name": .string(column.field.name),
            "pandas_type": .string(pandas), "numpy_type": .string(numpy), "metadata": zone,
        ])
    }

    /// The type as pandas calls it in the file, and the dtype of the column in a dataframe.
    private static func dtype(of column: ExportColumn) -> (pandas: String, numpy: String) {
        switch column.field.type {
        case .bool: ("bool", "boolean")
        case .int8: ("int8", "Int8")
        case .int16: ("int16", "Int16")
        case .int32: ("int32", "Int32")
        case .int64: ("int64", "Int64")
        case .float32: ("float32", "Float32")
        case .float64: ("float64", "Float64")
        case .string: ("unicode", "string")
        case .binary: ("bytes", "object")
        case .date32: ("date", "object")
        case .timestamp(_, let zone): (zone == nil ? "datetime" : "datetimetz", "datetime64[us]")
        case .time64: ("time", "object")
        case .decimal128: ("decimal", "object")
        default: ("object", "object")
        }
    }
}
