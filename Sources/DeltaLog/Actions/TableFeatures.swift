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
    /// Rows that are hidden instead of removed.
    public static let deletionVectors = "deletionVectors"
    /// Those who remove files have to understand the protocol, as everybody here does anyway.
    public static let vacuumProtocolCheck = "vacuumProtocolCheck"
    /// Checkpoints with sidecars.
    public static let v2Checkpoint = "v2Checkpoint"
    /// Files that have narrower types than the schema.
    public static let typeWidening = "typeWidening"

    /// What reading understands.
    public static let readable: Set<String> = [
        timestampNtz, columnMapping, deletionVectors, vacuumProtocolCheck, v2Checkpoint, typeWidening,
        "typeWidening-preview",
    ]
    /// What writing honours.
    public static let writable: Set<String> = [timestampNtz, appendOnly, invariants, vacuumProtocolCheck]

    /// What a writer version below 7 stands for, besides what version 2 does.
    static func implied(byWriterVersion version: Int64) -> [String] {
        let steps: [(version: Int64, features: [String])] = [
            (3, [checkConstraints]), (4, [changeDataFeed, generatedColumns]), (5, [columnMapping]),
            (6, [identityColumns]),
        ]
        return steps.filter { $0.version <= version }.flatMap(\.features)
    }
}
