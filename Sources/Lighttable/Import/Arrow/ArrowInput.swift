import Columnar

/// One file of a source, or a stream, whose columns have Arrow types.
struct ArrowInput: Sendable {
    /// What errors call it.
    let name: String
    /// Its bytes, 0 when nobody knows.
    var bytes = 0
    /// What the folders in which it lies say about all its rows.
    var partition: [PartitionCell] = []
    /// Opens it from the start.
    let open: @Sendable () async throws -> ArrowSource
}

/// What a folder such as `year=2026` says about the rows in it.
struct PartitionCell: Sendable, Equatable {
    let name: String
    /// `nil` for null.
    let text: String?
}
