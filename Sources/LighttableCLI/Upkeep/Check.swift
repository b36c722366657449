import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable check`.
struct Check: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Look for broken keys, missing values, missing files and rows without id.",
        discussion: """
            Other engines write to a table without knowing its rules. Prints one line for each problem and exits with 2 when \
            there is one. --repair mends what can be mended, as one new version.

            Examples:
              lighttable check demo.films
              lighttable check demo.films --repair
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Flag(help: "Mend what can be mended.")
    var repair = false

    @Flag(help: "With --repair: print what would be mended and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        if repair, !dryRun { return try await mend(try await session.openWritableTable(table), start, session) }
        let report = try await session.withProgress("checking") { _ in try await session.openTable(table).check() }
        try list(report.problems, of: report.table, session)
        if !report.isClean { throw ExitStatus.differences }
    }

    private func mend(_ table: Table, _ start: ContinuousClock.Instant, _ session: Session) async throws {
        let report = try await session.withProgress("repairing") { _ in try await table.repair() }
        var counts = WriteCounts(unchanged: report.table, since: start)
        counts.rowsDeleted = report.rowsDeleted + report.rowsLost
        if session.isJSON {
            try session.document(
                counts.json.merging([
                    "rows_identified": .int(report.rowsIdentified),
                    "columns_made_nullable": .array(report.columnsMadeNullable.map(JSONValue.string)),
                    "files_removed": .array(report.filesRemoved.map(JSONValue.string)),
                    "problems": .array(report.remaining.map(\.json)),
                ])
            )
        } else {
            for problem in report.remaining { try session.out.line(CellText.oneLine(problem.message)) }
            try counts.report(in: session, summary(report))
        }
        if !report.remaining.isEmpty { throw ExitStatus.differences }
    }

    private func summary(_ report: RepairReport) -> String {
        let parts = [
            (report.rowsIdentified, "row", "got an id"), (report.rowsDeleted, "row", "with a key of others removed"),
            (report.filesRemoved.count, "missing file", "taken out"),
            (report.columnsMadeNullable.count, "column", "made nullable"),
        ]
        let done = parts.filter { $0.0 > 0 }.map { "\(Quantity.count($0.0, $0.1)) \($0.2)" }
        return done.isEmpty ? "nothing to mend" : done.joined(separator: ", ")
    }

    private func list(_ problems: [Problem], of table: Table, _ session: Session) throws {
        guard session.isJSON else {
            for problem in problems { try session.out.line(CellText.oneLine(problem.message)) }
            return try session.note(
                "\(table.name), version \(table.version): \(Quantity.count(problems.count, "problem"))"
            )
        }
        let document: JSONValue = [
            "table": .string(table.name), "version": .int(table.version), "problems": .array(problems.map(\.json)),
        ]
        try session.document(dryRun ? document.merging(["dry_run": true]) : document)
    }
}

extension Problem {
    /// The problem as `check --json` prints it.
    fileprivate var json: JSONValue {
        [
            "kind": .string(kind.rawValue), "column": JSONValue(column),
            "key": JSONValue(keyText),
            "row_id": JSONValue(row?.rawValue), "file": JSONValue(file), "rows": .int(rows),
            "message": .string(message),
        ]
    }
}
