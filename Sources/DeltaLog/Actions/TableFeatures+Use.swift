import JSON

extension TableFeatures {
    static let checkConstraints = "checkConstraints"
    static let changeDataFeed = "changeDataFeed"
    static let generatedColumns = "generatedColumns"
    static let identityColumns = "identityColumns"
    private static let columnDefaults = "allowColumnDefaults"
    private static let commitTimestamps = "inCommitTimestamp"

    /// Whether a table uses a feature, rather than only being allowed to.
    ///
    /// Writers owe nothing to features that lie idle. Those of which that cannot be seen count as used.
    static func isUsed(_ feature: String, by metadata: Metadata, _ schema: DeltaSchema) -> Bool {
        switch feature {
        case invariants: return schema.hasNote { $0 == "delta.invariants" }
        case checkConstraints: return metadata.configuration.keys.contains { $0.hasPrefix("delta.constraints.") }
        case changeDataFeed: return metadata.isOn("delta.enableChangeDataFeed")
        case generatedColumns: return schema.hasNote { $0 == "delta.generationExpression" }
        case identityColumns: return schema.hasNote { $0.hasPrefix("delta.identity.") }
        case columnDefaults: return schema.hasNote { $0 == "CURRENT_DEFAULT" || $0 == "EXISTS_DEFAULT" }
        case commitTimestamps: return metadata.isOn("delta.enableInCommitTimestamps")
        case columnMapping: return metadata.configuration[ColumnMapping.setting].map { $0 != "none" } ?? false
        default: return true
        }
    }
}

extension Metadata {
    fileprivate func isOn(_ setting: String) -> Bool {
        configuration[setting]?.lowercased() == "true"
    }
}

extension DeltaSchema {
    /// Whether a field has a remark with a key like that.
    fileprivate func hasNote(_ matches: (String) -> Bool) -> Bool {
        contains { field in
            field.metadata.keys.contains(where: matches) || field.otherMetadata.dictionary.keys.contains(where: matches)
        }
    }
}
