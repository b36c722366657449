import JSON

extension Statistics {
    /// The statistics without entries that do not fit the schema.
    ///
    /// Writers exist that spell nested columns `a.b`, decimals as strings, binary as text and infinity as `"inf"`, or
    /// count the nulls of a map as if it were a struct. What remains here can be compared as the type of its column.
    public func fitting(_ schema: DeltaSchema) -> Statistics {
        Statistics(
            numRecords: numRecords,
            minValues: Self.fitting(minValues, schema.fields, Self.isBound),
            maxValues: Self.fitting(maxValues, schema.fields, Self.isBound),
            nullCount: Self.fitting(nullCount, schema.fields, Self.isCount),
            tightBounds: tightBounds
        )
    }

    private static func fitting(
        _ entries: JSONObject,
        _ fields: [DeltaField],
        _ isLeaf: (JSONValue, DeltaType) -> Bool
    ) -> JSONObject {
        var kept = JSONObject()
        for field in fields {
            guard let entry = entries[field.name] else { continue }
            if case .structure(let nested) = field.type {
                guard case .object(let members) = entry else { continue }
                kept[field.name] = .object(fitting(members, nested, isLeaf))
            } else if isLeaf(entry, field.type) {
                kept[field.name] = entry
            }
        }
        return kept
    }

    private static func isCount(_ value: JSONValue, _: DeltaType) -> Bool {
        value.int64Value.map { $0 >= 0 } ?? false
    }

    private static func isBound(_ value: JSONValue, _ type: DeltaType) -> Bool {
        switch type {
        case .boolean: value.boolValue != nil
        case .byte, .short, .integer, .long: value.int64Value != nil
        case .float, .double, .decimal: value.doubleValue?.isFinite ?? false
        case .string, .date, .timestamp, .timestampNtz: value.stringValue != nil
        case .binary, .variant, .array, .map, .structure, .unknown: false
        }
    }
}
