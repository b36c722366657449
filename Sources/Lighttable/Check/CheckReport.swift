/// What a check of a table found.
///
/// ```swift
/// let report = try await table.check()
/// for problem in report.problems { print(problem.message) }
/// ```
public struct CheckReport: Sendable {
    /// The table, at the version that was checked.
    public let table: Table
    /// How many rows could be read.
    public let rows: Int
    /// How many data files the table has.
    public let files: Int
    /// What is wrong, at most ``limit`` of each kind.
    public let problems: [Problem]
    /// How many problems of each kind there are.
    public let counts: [Problem.Kind: Int]

    /// How many problems of one kind are described.
    public static let limit = 1000

    /// Whether nothing is wrong.
    public var isClean: Bool { counts.isEmpty }
}
