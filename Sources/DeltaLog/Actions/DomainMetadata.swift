import JSON

/// Settings of a feature of the table, under a name of its own.
public struct DomainMetadata: Sendable, Equatable {
    /// Whose settings these are.
    public var domain: String
    /// The settings, in whatever form the owner uses.
    public var configuration: String
    /// Whether the settings are taken away.
    public var removed: Bool

    /// Creates the action.
    public init(domain: String, configuration: String, removed: Bool = false) {
        self.domain = domain
        self.configuration = configuration
        self.removed = removed
    }

    init(_ fields: JSONFields) throws {
        self.domain = try fields.required("domain", fields.string("domain"))
        self.configuration = try fields.string("configuration") ?? ""
        self.removed = try fields.bool("removed") ?? false
    }

    func write(to fields: inout JSONWriter) {
        fields.member("domain", domain)
        fields.member("configuration", configuration)
        fields.member("removed", removed)
    }
}
