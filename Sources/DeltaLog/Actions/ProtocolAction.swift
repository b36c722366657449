import JSON

/// Which versions and features of the Delta protocol a table uses.
public struct ProtocolAction: Sendable, Equatable {
    /// What a reader must understand.
    public var minReaderVersion: Int64
    /// What a writer must understand.
    public var minWriterVersion: Int64
    /// The features a reader must understand; only with reader version 3.
    public var readerFeatures: [String]?
    /// The features a writer must understand; only with writer version 7.
    public var writerFeatures: [String]?

    /// Creates the action.
    public init(
        minReaderVersion: Int64 = 1,
        minWriterVersion: Int64 = 2,
        readerFeatures: [String]? = nil,
        writerFeatures: [String]? = nil
    ) {
        self.minReaderVersion = minReaderVersion
        self.minWriterVersion = minWriterVersion
        self.readerFeatures = readerFeatures
        self.writerFeatures = writerFeatures
    }

    /// The lowest protocol that can hold a schema, which is the one that most engines can write.
    public init(for schema: DeltaSchema) {
        if schema.contains({ $0.type == .timestampNtz }) {
            self.init(
                minReaderVersion: 3,
                minWriterVersion: 7,
                readerFeatures: [TableFeatures.timestampNtz],
                writerFeatures: [TableFeatures.timestampNtz, TableFeatures.appendOnly, TableFeatures.invariants]
            )
        } else {
            self.init()
        }
    }

    init(_ fields: JSONFields) throws {
        self.minReaderVersion = try fields.required("minReaderVersion", fields.integer("minReaderVersion"))
        self.minWriterVersion = try fields.required("minWriterVersion", fields.integer("minWriterVersion"))
        self.readerFeatures = try fields.strings("readerFeatures")
        self.writerFeatures = try fields.strings("writerFeatures")
    }

    func write(to fields: inout JSONWriter) {
        fields.member("minReaderVersion", minReaderVersion)
        fields.member("minWriterVersion", minWriterVersion)
        fields.member("readerFeatures", readerFeatures)
        fields.member("writerFeatures", writerFeatures)
    }
}
