import JSON

extension ComputedColumn {
    /// What a table's settings say of a column that its schema does not have.
    struct Unstored: Sendable, Hashable {
        let type: ColumnType
        let isLocalTime: Bool
        /// Its place among such columns.
        let place: Int

        init(_ column: Column, place: Int) {
            type = column.type
            isLocalTime = column.isLocalTime
            self.place = place
        }

        /// - Returns: `nil` for a type that is not known.
        init?(_ json: JSONValue) {
            guard let type = json["type"]?.stringValue.flatMap({ try? ColumnType.parse($0).type }) else { return nil }
            self.type = type
            isLocalTime = json["local"]?.boolValue ?? false
            place = json["place"]?.intValue ?? 0
        }

        var json: JSONValue {
            var object: JSONObject = ["type": .string(type.description), "place": .int(place)]
            if isLocalTime { object["local"] = .bool(true) }
            return .object(object)
        }
    }
}
