import JSON

extension AddFile {
    private static let known: Set<String> = [
        "path", "partitionValues", "size", "modificationTime", "dataChange", "stats", "tags", "deletionVector",
        "baseRowId", "defaultRowCommitVersion", "clusteringProvider",
    ]

    init(_ fields: JSONFields) throws {
        self.logPath = LogPath(encoded: try fields.required("path", fields.string("path")))
        self.partitionValues = try fields.nullableDictionary("partitionValues") ?? [:]
        self.size = try Self.size(fields)
        self.modificationTime = try fields.integer("modificationTime") ?? 0
        self.dataChange = try fields.bool("dataChange") ?? true
        self.stats = try fields.string("stats")
        self.tags = try fields.dictionary("tags")
        self.deletionVector = try fields.value("deletionVector").map { try DeletionVectorDescriptor($0) }
        self.baseRowId = try fields.integer("baseRowId")
        self.defaultRowCommitVersion = try fields.integer("defaultRowCommitVersion")
        self.clusteringProvider = try fields.string("clusteringProvider")
        self.unknownFields = fields.unknown(besides: Self.known)
    }

    private static func size(_ fields: JSONFields) throws -> Int64 {
        let size = try fields.required("size", fields.integer("size"))
        guard (0...1 << 48).contains(size) else {
            throw DeltaError(.malformedLog, "'size' of 'add' is \(size), which no file can have")
        }
        return size
    }

    func write(to fields: inout JSONWriter) {
        fields.member("path", logPath.encoded)
        fields.member("partitionValues", partitionValues)
        fields.member("size", size)
        fields.member("modificationTime", modificationTime)
        fields.member("dataChange", dataChange)
        fields.member("stats", stats)
        fields.member("tags", tags)
        fields.member("deletionVector", deletionVector?.json)
        fields.member("baseRowId", baseRowId)
        fields.member("defaultRowCommitVersion", defaultRowCommitVersion)
        fields.member("clusteringProvider", clusteringProvider)
        fields.members(unknownFields)
    }
}
