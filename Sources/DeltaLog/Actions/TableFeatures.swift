/// The features of the protocol by name, and which of them are understood here.
public enum TableFeatures {
    /// Timestamps without a time zone.
    public static let timestampNtz = "timestampNtz"
    /// Tables that only grow.
    public static let appendOnly = "appendOnly"
    /// Conditions on columns, in the schema.
    public static let invariants = "invariants"
    /// Columns whose names in the files differ from those in the schema.
    public static let columnMapping = "columnMapping"

    /// What reading understands.
    public static let readable: Set<String> = [timestampNtz]
    /// What writing honours.
    public static let writable: Set<String> = [timestampNtz, appendOnly, invariants]

    /// What a writer version below 7 stands for, besides what version 2 does.
    static func implied(byWriterVersion version: Int64) -> [String] {
        let steps: [(version: Int64, features: [String])] = [
            (3, ["checkConstraints"]), (4, ["changeDataFeed", "generatedColumns"]), (5, [columnMapping]),
            (6, ["identityColumns"]),
        ]
        return steps.filter { $0.version <= version }.flatMap(\.features)
    }
}
