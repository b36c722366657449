import Columnar
import JSON

/// The index of a dataframe, which pandas stores among its columns.
struct PandasIndex {
    /// The columns that are left out.
    private(set) var dropped: Set<String> = []
    /// What the caller should know of those that have a name.
    private(set) var warnings: [String] = []

    /// Reads what the source says of it; an index that has a name is left out only when asked for.
    init(_ source: ArrowSource, dropsNamed: Bool) {
        guard let text = source.metadata("pandas"), let metadata = try? JSONValue(parsing: text) else { return }
        for index in metadata.objectValue?["index_columns"]?.arrayValue ?? [] {
            // A range is described by an object instead, and stored nowhere.
            guard let name = index.stringValue else { continue }
            if name.wholeMatch(of: /__index_level_\d+__/) != nil {
                dropped.insert(name)
            } else if dropsNamed {
                dropped.insert(name)
                warnings.append("the index '\(name)' was left out; reset_index() makes it a column")
            }
        }
    }
}
