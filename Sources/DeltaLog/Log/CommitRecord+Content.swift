extension CommitRecord {
    /// Whether the commit left the rows and the schema as they were: it only rearranged files, or recorded progress.
    public var isMaintenance: Bool {
        actions.allSatisfy { action in
            switch action {
            case .metaData: false
            case .add(let file): !file.dataChange
            case .remove(let file): !file.dataChange
            case .protocol, .txn, .commitInfo, .domainMetadata: true
            }
        }
    }
}
