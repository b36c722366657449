extension Metadata {
    /// How long, in milliseconds, the log remembers a file that left the table; a week unless the table says otherwise.
    var tombstoneRetention: Int64 {
        configuration["delta.deletedFileRetentionDuration"].flatMap(Interval.milliseconds) ?? 7 * 86_400_000
    }
}
