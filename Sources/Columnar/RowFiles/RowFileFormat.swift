/// What a file of rows is.
public enum RowFileFormat: Sendable, Hashable {
    /// Comma-separated values.
    case csv
    /// One JSON object on each line.
    case jsonLines
    /// One JSON array of objects.
    case jsonArray
    /// Arrow's IPC stream format, which can be read from a pipe.
    case arrowStream
    /// Arrow's IPC file format, also known as Feather V2.
    case arrowFile
}
