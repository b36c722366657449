import DeltaLog

/// What a check has found so far, with what a repair needs to know.
struct Findings: Sendable {
    /// The first problems of each kind.
    private(set) var problems: [Problem] = []
    /// All problems of each kind.
    private(set) var counts: [Problem.Kind: Int] = [:]
    /// Rows read.
    var rows = 0
    /// Files that could be read to their end.
    var readable: [AddFile] = []
    /// Files that are gone.
    var missing: [AddFile] = []
    /// How many rows of a file have no id, where some have none.
    var unidentified: [FileKey: Int] = [:]
    /// Required columns with nulls.
    var columnsWithNulls: Set<String> = []
    /// Rows with the same key.
    var duplicates = DuplicateRows()

    mutating func add(_ problem: Problem) {
        counts[problem.kind, default: 0] += 1
        if counts[problem.kind, default: 0] <= CheckReport.limit { problems.append(problem) }
    }

    func report(on table: Table) -> CheckReport {
        CheckReport(
            table: table,
            rows: rows,
            files: table.snapshot.files.count,
            problems: problems,
            counts: counts
        )
    }
}
