import DeltaLog
import JSON

/// The description of an export that its folder and each of its files carry: what Parquet itself cannot say.
enum ExportDescription {
    /// The key of a file's metadata under which it stands.
    static let metadataKey = "lighttable"

    /// The description as JSON text.
    static func json(of query: Query, columns: [Column], partitionBy: [String] = []) -> String {
        let table = query.table
        var members: JSONObject = [
            "format": "lighttable-export/1", "table": .string(table.name), "version": .int(table.version),
            "comment": .string(table.comment), "primary_key": .array(table.primaryKey.map(JSONValue.string)),
            "columns": .array(columns.map(column)),
        ]
        if let filter = query.filter { members["where"] = .string(String(describing: filter)) }
        if let computed = query.computedSelection { members["select"] = .array(computed.map(JSONValue.string)) }
        if !query.ordering.isEmpty {
            members["order_by"] = .array(query.ordering.map { .string("\($0)") })
        }
        if let sampling = query.sampling { members["sample"] = json(sampling) }
        if query.rowOffset > 0 { members["offset"] = .int(query.rowOffset) }
        if let limit = query.rowLimit { members["limit"] = .int(limit) }
        if !partitionBy.isEmpty { members["partition_by"] = .array(partitionBy.map(JSONValue.string)) }
        return JSONValue.object(members).text(.canonical)
    }

    private static func json(_ sampling: Sampling) -> JSONValue {
        switch sampling {
        case .rows(let rows, let seed): ["rows": .int(rows), "seed": .number("\(seed)")]
        case .fraction(let fraction, let seed): ["fraction": JSONValue(fraction), "seed": .number("\(seed)")]
        }
    }

    private static func column(_ column: Column) -> JSONValue {
        var members: JSONObject = [
            "name": .string(column.name), "type": .string(column.type.description),
            "nullable": .bool(column.isNullable),
        ]
        if column.isLocalTime { members["local_time"] = true }
        if !column.classNames.isEmpty { members["class_names"] = .array(column.classNames.map(JSONValue.string)) }
        return .object(members)
    }
}

extension Query {
    /// What is selected, in the language of expressions, where that is more than columns of the table.
    fileprivate var computedSelection: [String]? {
        guard let selection, selection.contains(where: { $0.expression != .column($0.name) }) else { return nil }
        return selection.map { "\($0.expression) AS \(Expression.spelled($0.name))" }
    }
}
