import JSON

extension Metadata {
    private static let known: Set<String> = [
        "id", "name", "description", "format", "schemaString", "partitionColumns", "configuration", "createdTime",
    ]

    init(_ fields: JSONFields) throws {
        self.id = try fields.string("id") ?? ""
        self.name = try fields.string("name")
        self.description = try fields.string("description")
        self.schemaString = try fields.required("schemaString", fields.string("schemaString"))
        self.partitionColumns = try fields.strings("partitionColumns") ?? []
        self.configuration = try fields.dictionary("configuration") ?? [:]
        self.createdTime = try fields.integer("createdTime")
        self.format = try fields.value("format").map { try FileFormat($0) } ?? FileFormat()
        self.unknownFields = fields.unknown(besides: Self.known)
    }

    func write(to fields: inout JSONWriter) {
        fields.member("id", id)
        fields.member("name", name)
        fields.member("description", description)
        fields.key("format")
        fields.object {
            $0.member("provider", format.provider)
            $0.member("options", format.options)
        }
        fields.member("schemaString", schemaString)
        fields.member("partitionColumns", partitionColumns)
        fields.member("configuration", configuration)
        fields.member("createdTime", createdTime)
        fields.members(unknownFields)
    }
}

extension FileFormat {
    fileprivate init(_ value: JSONValue) throws {
        let fields = try JSONFields(value, of: "format")
        self.init(
            provider: try fields.string("provider") ?? "parquet",
            options: try fields.dictionary("options") ?? [:]
        )
    }
}
