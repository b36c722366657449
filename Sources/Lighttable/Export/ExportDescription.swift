import DeltaLog

/// The description of an export that its folder and each of its files carry: what Parquet itself cannot say.
enum ExportDescription {
    /// The description as JSON text.
    static func json(of query: Query, columns: [Column]) -> String {
        let table = query.table
        var members: [String: JSONValue] = [
            "format": "lighttable-export/1", "table": .string(table.name), "version": .integer(Int64(table.version)),
            "comment": .string(table.comment), "primary_key": .array(table.primaryKey.map(JSONValue.string)),
            "columns": .array(columns.map(column)),
        ]
        if let filter = query.filter { members["where"] = .string(String(describing: filter)) }
        if let limit = query.rowLimit { members["limit"] = .integer(Int64(limit)) }
        return JSONValue.object(members).description
    }

    private static func column(_ column: Column) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(column.name), "type": .string(column.type.description),
            "nullable": .bool(column.isNullable),
        ]
        if column.isLocalTime { members["local_time"] = true }
        return .object(members)
    }
}
