/// What optimizing a table came to.
public struct OptimizeReport: Sendable {
    /// The table after it.
    public let table: Table
    /// How many data files there were.
    public var filesBefore: Int
    /// How many data files there are.
    public var filesAfter: Int
    /// The bytes there were.
    public var bytesBefore: Int
    /// The bytes there are.
    public var bytesAfter: Int
    /// How many files that no kept version needs were removed.
    public var filesReclaimed: Int
    /// The bytes of the files that were removed.
    public var bytesReclaimed: Int
    /// The files of the media store that were removed, because no version of any of its tables names them.
    public var media = MediaCollection()
    /// Why no media were looked for; `nil` when they were.
    public var mediaProblem: LighttableError?
}
