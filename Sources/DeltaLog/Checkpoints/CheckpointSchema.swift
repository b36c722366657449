import Columnar

/// The columns of a classic checkpoint
/// (https://github.com/delta-io/delta/blob/master/PROTOCOL.md#checkpoint-schema).
enum CheckpointSchema {
    static let columns = [
        Field("txn", .structure([Field("appId", .string), Field("version", .int64), Field("lastUpdated", .int64)])),
        Field("add", .structure(add)),
        Field("remove", .structure(remove)),
        Field("metaData", .structure(metadata)),
        Field(
            "protocol",
            .structure([
                Field("minReaderVersion", .int32), Field("minWriterVersion", .int32), Field("readerFeatures", strings),
                Field("writerFeatures", strings),
            ])
        ),
        Field(
            "domainMetadata",
            .structure([Field("domain", .string), Field("configuration", .string), Field("removed", .bool)])
        ),
    ]

    private static let map = DataType.map(key: Field("key", .string, isNullable: false), value: Field("value", .string))
    private static let strings = DataType.list(Field("element", .string))
    private static let deletionVector = DataType.structure([
        Field("storageType", .string), Field("pathOrInlineDv", .string), Field("offset", .int32),
        Field("sizeInBytes", .int32), Field("cardinality", .int64),
    ])

    private static let add = [
        Field("path", .string), Field("partitionValues", map), Field("size", .int64),
        Field("modificationTime", .int64), Field("dataChange", .bool), Field("stats", .string), Field("tags", map),
        Field("deletionVector", deletionVector), Field("baseRowId", .int64),
        Field("defaultRowCommitVersion", .int64), Field("clusteringProvider", .string),
    ]

    private static let remove = [
        Field("path", .string), Field("deletionTimestamp", .int64), Field("dataChange", .bool),
        Field("extendedFileMetadata", .bool), Field("partitionValues", map), Field("size", .int64),
        Field("tags", map), Field("deletionVector", deletionVector), Field("baseRowId", .int64),
        Field("defaultRowCommitVersion", .int64),
    ]

    private static let metadata = [
        Field("id", .string), Field("name", .string), Field("description", .string),
        Field("format", .structure([Field("provider", .string), Field("options", map)])),
        Field("schemaString", .string), Field("partitionColumns", strings), Field("createdTime", .int64),
        Field("configuration", map),
    ]
}

extension CheckpointSchema {
    /// The column that an action goes into, and its value there.
    static func row(of action: Action) -> (column: String, value: Value) {
        switch action {
        case .protocol(let action): ("protocol", value(of: action))
        case .metaData(let action): ("metaData", value(of: action))
        case .add(let action): ("add", value(of: action))
        case .remove(let action): ("remove", value(of: action))
        case .txn(let action): ("txn", value(of: action))
        case .domainMetadata(let action): ("domainMetadata", value(of: action))
        case .commitInfo: ("commitInfo", .null)
        }
    }

    private static func value(of action: ProtocolAction) -> Value {
        structure(
            ("minReaderVersion", value(action.minReaderVersion)),
            ("minWriterVersion", value(action.minWriterVersion)),
            ("readerFeatures", value(action.readerFeatures)),
            ("writerFeatures", value(action.writerFeatures))
        )
    }

    private static func value(of action: Metadata) -> Value {
        structure(
            ("id", .string(action.id)),
            ("name", value(action.name)),
            ("description", value(action.description)),
            (
                "format",
                structure(("provider", .string(action.format.provider)), ("options", value(action.format.options)))
            ),
            ("schemaString", .string(action.schemaString)),
            ("partitionColumns", value(action.partitionColumns)),
            ("createdTime", value(action.createdTime)),
            ("configuration", value(action.configuration))
        )
    }

    private static func value(of file: AddFile) -> Value {
        structure(
            ("path", .string(file.logPath.encoded)),
            ("partitionValues", value(file.partitionValues)),
            ("size", value(file.size)),
            ("modificationTime", value(file.modificationTime)),
            ("dataChange", .bool(file.dataChange)),
            ("stats", value(file.stats)),
            ("tags", value(file.tags)),
            ("deletionVector", value(file.deletionVector)),
            ("baseRowId", value(file.baseRowId)),
            ("defaultRowCommitVersion", value(file.defaultRowCommitVersion)),
            ("clusteringProvider", value(file.clusteringProvider))
        )
    }

    private static func value(of file: RemoveFile) -> Value {
        structure(
            ("path", .string(file.logPath.encoded)),
            ("deletionTimestamp", value(file.deletionTimestamp)),
            ("dataChange", .bool(file.dataChange)),
            ("extendedFileMetadata", value(file.extendedFileMetadata)),
            ("partitionValues", value(file.partitionValues)),
            ("size", value(file.size)),
            ("tags", value(file.tags)),
            ("deletionVector", value(file.deletionVector)),
            ("baseRowId", value(file.baseRowId)),
            ("defaultRowCommitVersion", value(file.defaultRowCommitVersion))
        )
    }

    private static func value(of action: SetTransaction) -> Value {
        structure(
            ("appId", .string(action.appId)),
            ("version", value(action.version)),
            ("lastUpdated", value(action.lastUpdated))
        )
    }

    private static func value(of action: DomainMetadata) -> Value {
        structure(
            ("domain", .string(action.domain)),
            ("configuration", .string(action.configuration)),
            ("removed", .bool(action.removed))
        )
    }

    private static func value(_ vector: DeletionVectorDescriptor?) -> Value {
        guard let vector else { return .null }
        return structure(
            ("storageType", .string(vector.storageType)),
            ("pathOrInlineDv", .string(vector.pathOrInlineDv)),
            ("offset", value(vector.offset)),
            ("sizeInBytes", value(vector.sizeInBytes)),
            ("cardinality", value(vector.cardinality))
        )
    }

    private static func value(_ text: String?) -> Value { text.map(Value.string) ?? .null }
    private static func value(_ number: Int64?) -> Value { number.map { .int(Int($0)) } ?? .null }
    private static func value(_ truth: Bool?) -> Value { truth.map(Value.bool) ?? .null }
    private static func value(_ texts: [String]?) -> Value { texts.map { .list($0.map(Value.string)) } ?? .null }

    private static func value(_ map: [String: String]?) -> Value {
        value(map?.mapValues { Optional($0) })
    }

    private static func value(_ map: [String: String?]?) -> Value {
        guard let map else { return .null }
        return .list(
            map.sorted { $0.key < $1.key }.map { structure(("key", .string($0.key)), ("value", value($0.value))) }
        )
    }

    private static func structure(_ members: (String, Value)...) -> Value {
        .structure(members.map { NamedValue(name: $0.0, value: $0.1) })
    }
}
