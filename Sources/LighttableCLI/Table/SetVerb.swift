import ArgumentParser
import Lighttable

/// The verb `lighttable set`.
struct SetVerb: Verb {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change what a table is about, or how many versions it keeps.",
        discussion: """
            Examples:
              lighttable set demo.films --comment "Films of the twentieth century"
              lighttable set demo.films --num-retained-versions 100
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("What the table is about; an empty text removes it.", valueName: "text"))
    var comment: String?

    @Option(help: ArgumentHelp("How many of the last versions are kept.", valueName: "n"))
    var numRetainedVersions: Int?

    @Option(help: ArgumentHelp("What the history says about it.", valueName: "text"))
    var message: String?

    @Flag(help: "Check the settings and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func validate() throws {
        guard comment == nil, numRetainedVersions == nil else { return }
        throw ValidationError("nothing is to be set; give --comment or --num-retained-versions")
    }

    func run(in session: Session) async throws {
        let start = ContinuousClock.now
        let table = try await session.openWritableTable(table)
        if dryRun {
            try table.checkSetting(numRetainedVersions: numRetainedVersions)
            return try WriteCounts(unchanged: table, since: start).reportPlan(in: session, "settings would change")
        }
        let result = try await table.set(
            comment: comment,
            numRetainedVersions: numRetainedVersions,
            message: message
        )
        let summary = result.table.version == table.version ? "settings are so already" : "settings changed"
        try WriteCounts(result, since: start).report(in: session, summary)
    }
}
