import JSON

extension RemoveFile {
    private static let known: Set<String> = [
        "path", "deletionTimestamp", "dataChange", "extendedFileMetadata", "partitionValues", "size", "stats", "tags",
        "deletionVector", "baseRowId", "defaultRowCommitVersion",
    ]

    init(_ fields: JSONFields) throws {
        self.logPath = LogPath(encoded: try fields.required("path", fields.string("path")))
        self.deletionTimestamp = try fields.integer("deletionTimestamp")
        self.dataChange = try fields.bool("dataChange") ?? true
        self.extendedFileMetadata = try fields.bool("extendedFileMetadata")
        self.partitionValues = try fields.nullableDictionary("partitionValues")
        self.size = try fields.integer("size")
        self.stats = try fields.string("stats")
        self.tags = try fields.dictionary("tags")
        self.deletionVector = try fields.value("deletionVector").map { try DeletionVectorDescriptor($0) }
        self.baseRowId = try fields.integer("baseRowId")
        self.defaultRowCommitVersion = try fields.integer("defaultRowCommitVersion")
        self.unknownFields = fields.unknown(besides: Self.known)
    }

    func write(to fields: inout JSONWriter) {
        fields.member("path", logPath.encoded)
        fields.member("deletionTimestamp", deletionTimestamp)
        fields.member("dataChange", dataChange)
        fields.member("extendedFileMetadata", extendedFileMetadata)
        fields.member("partitionValues", partitionValues)
        fields.member("size", size)
        fields.member("stats", stats)
        fields.member("tags", tags)
        fields.member("deletionVector", deletionVector?.json)
        fields.member("baseRowId", baseRowId)
        fields.member("defaultRowCommitVersion", defaultRowCommitVersion)
        fields.members(unknownFields)
    }
}
