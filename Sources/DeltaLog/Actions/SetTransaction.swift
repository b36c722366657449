import JSON

/// How far an application has come with a table: a retry sees that its work is already there.
public struct SetTransaction: Sendable, Equatable {
    /// The application, or one of its jobs.
    public var appId: String
    /// How far it has come; only the application knows what the number means.
    public var version: Int64
    /// When, in milliseconds since 1970.
    public var lastUpdated: Int64?

    /// Creates the action.
    public init(appId: String, version: Int64, lastUpdated: Int64? = nil) {
        self.appId = appId
        self.version = version
        self.lastUpdated = lastUpdated
    }

    init(_ fields: JSONFields) throws {
        self.appId = try fields.required("appId", fields.string("appId"))
        self.version = try fields.required("version", fields.integer("version"))
        self.lastUpdated = try fields.integer("lastUpdated")
    }

    func write(to fields: inout JSONWriter) {
        fields.member("appId", appId)
        fields.member("version", version)
        fields.member("lastUpdated", lastUpdated)
    }
}
