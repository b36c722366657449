extension CommitRecord {
    /// Whether the commit changed neither rows nor columns nor settings: it only rearranged files, or recorded progress.
    public var isMaintenance: Bool {
        actions.allSatisfy { action in
            switch action {
            case .metaData, .protocol: false
            case .add(let file): !file.dataChange
            case .remove(let file): !file.dataChange
            case .txn, .commitInfo, .domainMetadata: true
            }
        }
    }
}
