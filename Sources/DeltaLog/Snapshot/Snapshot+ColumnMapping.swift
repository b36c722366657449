extension Snapshot {
    /// How the columns are found in the data files; a setting that the protocol does not allow means nothing.
    public var columnMapping: ColumnMapping {
        let isAllowed =
            switch `protocol`.minReaderVersion {
            case 2: true
            case 3: `protocol`.readerFeatures?.contains(TableFeatures.columnMapping) ?? false
            default: false
            }
        guard isAllowed, let mode = metadata.configuration[ColumnMapping.setting] else { return .none }
        return ColumnMapping(rawValue: mode.lowercased()) ?? .none
    }
}
