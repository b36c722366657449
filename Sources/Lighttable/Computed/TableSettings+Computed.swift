import JSON

extension TableSettings {
    /// The computed columns by name, in one JSON object: other engines keep the configuration where they drop the metadata of
    /// fields.
    static let computed = "computed"

    /// The text of computed columns.
    static func text(_ computed: [String: ComputedColumn]) -> String {
        JSONValue.object(JSONObject(computed.mapValues(\.json))).text(.canonical)
    }

    /// The computed columns of such a text.
    static func computed(_ text: String?) -> [String: ComputedColumn] {
        let value = text.flatMap { try? JSONValue(parsing: $0) }
        return value?.objectValue?.dictionary.compactMapValues { ComputedColumn($0) } ?? [:]
    }
}
