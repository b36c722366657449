import JSON

/// Where to find the deletion vector of a file: the set of rows that do not count.
public struct DeletionVectorDescriptor: Sendable, Hashable {
    /// `u` (a file named after a UUID), `p` (a file by absolute path) or `i` (inline).
    public var storageType: String
    /// The encoded UUID, the path or the encoded vector, depending on ``storageType``.
    public var pathOrInlineDv: String
    /// Where the vector starts in its file.
    public var offset: Int64?
    /// The size of the vector in bytes.
    public var sizeInBytes: Int64
    /// How many rows the vector hides.
    public var cardinality: Int64

    /// Creates a descriptor.
    public init(storageType: String, pathOrInlineDv: String, offset: Int64?, sizeInBytes: Int64, cardinality: Int64) {
        self.storageType = storageType
        self.pathOrInlineDv = pathOrInlineDv
        self.offset = offset
        self.sizeInBytes = sizeInBytes
        self.cardinality = cardinality
    }

    /// The identity of the vector within the table.
    public var uniqueId: String {
        storageType + pathOrInlineDv + (offset.map { "@\($0)" } ?? "")
    }

    init(_ value: JSONValue) throws {
        let fields = try JSONFields(value, of: "deletionVector")
        self.storageType = try fields.required("storageType", fields.string("storageType"))
        self.pathOrInlineDv = try fields.required("pathOrInlineDv", fields.string("pathOrInlineDv"))
        self.offset = try fields.integer("offset")
        self.sizeInBytes = try fields.required("sizeInBytes", fields.integer("sizeInBytes"))
        self.cardinality = try fields.required("cardinality", fields.integer("cardinality"))
    }

    var json: JSONValue {
        var members: JSONObject = [
            "storageType": .string(storageType), "pathOrInlineDv": .string(pathOrInlineDv),
            "sizeInBytes": .integer(sizeInBytes), "cardinality": .integer(cardinality),
        ]
        members["offset"] = offset.map(JSONValue.integer)
        return .object(members)
    }
}
