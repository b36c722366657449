import JSON

extension DeltaField {
    init(_ value: JSONValue, at path: [String]) throws {
        guard let members = value.objectValue, let name = members["name"]?.stringValue else {
            throw DeltaType.malformed("a field has no name", at: path)
        }
        guard let type = members["type"] else {
            throw DeltaType.malformed("the type is missing", at: path + [name])
        }
        let metadata = members["metadata"]?.objectValue ?? [:]
        self.init(
            name,
            try DeltaType(type, at: path + [name]),
            isNullable: members["nullable"]?.boolValue ?? true,
            metadata: metadata.dictionary.compactMapValues(\.stringValue),
            otherMetadata: metadata.filter { $0.value.stringValue == nil }
        )
    }

    func write(to writer: inout JSONWriter) {
        writer.object {
            $0.member("name", name)
            $0.key("type")
            type.write(to: &$0)
            $0.member("nullable", isNullable)
            $0.member("metadata", allMetadata)
        }
    }

    private var allMetadata: JSONValue {
        .object(otherMetadata.merging(JSONObject(metadata.mapValues(JSONValue.string))))
    }
}
