import JSON

extension CommitInfo {
    private static let known: Set<String> = [
        "timestamp", "userName", "operation", "operationParameters", "readVersion", "isolationLevel", "isBlindAppend",
        "engineInfo", "operationMetrics", "userMetadata", "txnId", "tags",
    ]

    /// The year 275760 in milliseconds, after which dates cannot be written down.
    private static let latestTime: UInt64 = 8_640_000_000_000_000

    /// Reads what is there; the protocol prescribes no form, so nothing in it makes a commit invalid.
    init(_ value: JSONValue) {
        guard let fields = try? JSONFields(value, of: "commitInfo") else { return }
        self.timestamp = (try? fields.integer("timestamp")).flatMap { $0.magnitude <= Self.latestTime ? $0 : nil }
        self.userName = try? fields.string("userName")
        self.operation = try? fields.string("operation")
        self.operationParameters = try? fields.dictionary("operationParameters")
        self.readVersion = try? fields.integer("readVersion")
        self.isolationLevel = try? fields.string("isolationLevel")
        self.isBlindAppend = try? fields.bool("isBlindAppend")
        self.engineInfo = try? fields.string("engineInfo")
        self.operationMetrics = try? fields.dictionary("operationMetrics")
        self.userMetadata = try? fields.string("userMetadata")
        self.txnId = try? fields.string("txnId")
        self.tags = try? fields.dictionary("tags")
        self.unknownFields = fields.unknown(besides: Self.known)
    }

    func write(to fields: inout JSONWriter) {
        fields.member("timestamp", timestamp)
        fields.member("userName", userName)
        fields.member("operation", operation)
        fields.member("operationParameters", operationParameters)
        fields.member("readVersion", readVersion)
        fields.member("isolationLevel", isolationLevel)
        fields.member("isBlindAppend", isBlindAppend)
        fields.member("engineInfo", engineInfo)
        fields.member("operationMetrics", operationMetrics)
        fields.member("userMetadata", userMetadata)
        fields.member("txnId", txnId)
        fields.member("tags", tags)
        fields.members(unknownFields)
    }
}
