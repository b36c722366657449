public import JSON

/// Name, schema and settings of a table.
public struct Metadata: Sendable, Equatable {
    /// The identity other engines gave the table; some of them change it.
    public var id: String
    /// The name of the table.
    public var name: String?
    /// What the table is about.
    public var description: String?
    /// The schema as JSON text; see ``schema``.
    public var schemaString: String
    /// The columns whose values are in the paths instead of the files.
    public var partitionColumns: [String]
    /// The settings.
    public var configuration: [String: String]
    /// When the table was made, in milliseconds since 1970.
    public var createdTime: Int64?
    /// The format of the data files.
    public var format: FileFormat
    /// Members that are not known here, kept when the action is written again.
    public var unknownFields: JSONObject = [:]

    /// Creates the metadata of a table of Parquet files.
    public init(
        id: String,
        name: String? = nil,
        description: String? = nil,
        schema: DeltaSchema,
        partitionColumns: [String] = [],
        configuration: [String: String] = [:],
        createdTime: Int64? = nil
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.schemaString = schema.json
        self.partitionColumns = partitionColumns
        self.configuration = configuration
        self.createdTime = createdTime
        self.format = FileFormat()
    }

    /// The schema, parsed anew each time.
    ///
    /// - Throws: ``DeltaError`` with code ``DeltaError/Code/malformedSchema``.
    public var schema: DeltaSchema {
        get throws { try DeltaSchema(json: schemaString) }
    }

    /// Whether rows may be neither removed nor changed.
    public var isAppendOnly: Bool {
        configuration["delta.appendOnly"]?.lowercased() == "true"
    }
}
