/// How many rows a commit changed, as the Delta log's operation metrics keep it.
struct CommitMetrics {
    var inserted = 0
    var updated = 0
    var deleted = 0

    /// The metrics under the names that Delta's own writers use.
    var values: [String: String] {
        [
            "numOutputRows": String(inserted + updated), "numInsertedRows": String(inserted),
            "numUpdatedRows": String(updated), "numDeletedRows": String(deleted),
        ]
    }
}
