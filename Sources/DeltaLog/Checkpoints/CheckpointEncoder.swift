public import Columnar

/// Puts a snapshot into the rows of a classic checkpoint: one row for each action, one column for each kind.
public enum CheckpointEncoder {
    /// The most rows of one batch.
    private static let batchRows = 16_384

    /// The columns of a checkpoint file.
    public static let schema = Schema(CheckpointSchema.columns)

    /// The rows of a snapshot's checkpoint.
    ///
    /// - Throws: `ColumnarError` when a value cannot be put into a column.
    public static func batches(of snapshot: Snapshot) throws -> [RecordBatch] {
        let actions = actions(of: snapshot)
        return try stride(from: 0, to: actions.count, by: batchRows)
            .map { try batch(actions[$0..<min($0 + batchRows, actions.count)]) }
    }

    /// The actions that a snapshot amounts to.
    static func actions(of snapshot: Snapshot) -> [Action] {
        let transactions = snapshot.setTransactions.values.sorted { $0.appId < $1.appId }
        let domains = snapshot.domainMetadata.values.sorted { $0.domain < $1.domain }
        return [.protocol(snapshot.protocol), .metaData(snapshot.metadata)]
            + transactions.map(Action.txn) + domains.map(Action.domainMetadata)
            + snapshot.tombstones.map(Action.remove) + snapshot.files.map(Action.add)
    }

    private static func batch(_ actions: ArraySlice<Action>) throws -> RecordBatch {
        let builders = try CheckpointSchema.columns.map { try ColumnBuilder($0) }
        for action in actions {
            let (name, value) = CheckpointSchema.row(of: action)
            for builder in builders { try builder.append(builder.field.name == name ? value : .null) }
        }
        return try RecordBatch(builders.map { try $0.finish() })
    }
}
