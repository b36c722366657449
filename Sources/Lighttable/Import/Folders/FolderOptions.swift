/// How a folder of media becomes rows.
public struct FolderOptions: Sendable {
    /// A column that says of each row which split it is of, such as `train`; it goes to the end.
    public var columnNameForSplit: String?
    /// Whether the folders' names are left out rather than put into the column `label`; `nil` puts them there when there
    /// are several, all at the same depth.
    public var dropLabels: Bool?
    /// Whether files named `metadata` are passed by.
    public var dropMetadata = false

    /// Creates the default options.
    public init() {}
}
