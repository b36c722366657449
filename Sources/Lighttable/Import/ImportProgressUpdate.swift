/// How far an import has come.
public struct ImportProgressUpdate: Sendable {
    /// Bytes of the source read in this pass.
    public let bytesRead: Int
    /// The size of the source, `nil` when unknown.
    public let totalBytes: Int?
    /// Rows read in this pass.
    public let rows: Int
    /// 1 for the first reading of the source; a value that did not fit its column's type so far begins another.
    public let pass: Int
}

/// Is told how far an import has come, after each block of rows.
public typealias ImportProgress = @Sendable (ImportProgressUpdate) -> Void
