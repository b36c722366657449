/// How a Hugging Face dataset becomes rows.
public struct HuggingFaceOptions: Sendable {
    /// A column that says of each row which split it is of, such as `train`; it goes to the end.
    ///
    /// Without one, the splits follow each other.
    public var columnNameForSplit: String?
    /// Which configuration of the dataset is meant, where there are several.
    public var configuration: String?

    /// Creates the default options.
    public init() {}
}
