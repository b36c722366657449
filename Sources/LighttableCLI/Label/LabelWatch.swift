import ArgumentParser
import Foundation
import JSON
import LabelStudio
import Lighttable

/// The verb `lighttable label watch`.
struct LabelWatch: Verb {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Stay and keep a table and its projects in step.",
        discussion: """
            Prints a line for each change. Ctrl-C or SIGTERM end it. A server that does not answer is asked again.
            A Label Studio on this machine is asked to tell of changes, which are then fetched at once; one that is
            elsewhere needs to know how it reaches this machine.

            Examples:
              lighttable label watch demo.photos
              lighttable label watch demo.photos --interval 30 --json
              lighttable label watch demo.photos --listen 0.0.0.0:8099 --webhook-url http://build.example.com:8099
            """
    )

    @Argument(help: "The table.")
    var table: String

    @Option(help: ArgumentHelp("Only this project; repeat for more. Default: all.", valueName: "name"))
    var project: [String] = []

    @Option(help: ArgumentHelp("How long to wait between looks, in seconds; default: 5.", valueName: "seconds"))
    var interval = 5.0

    @Option(
        help: ArgumentHelp(
            "Whose annotations stay where they were edited in the table and changed on the server: server, local, or error.",
            valueName: "server|local|error"
        )
    )
    var onConflict = ConflictChoice.server

    @OptionGroup var hints: WebhookArguments

    @OptionGroup(title: "Global options") var global: GlobalOptions

    var isEndedBySignals: Bool { true }

    mutating func validate() throws {
        if !(0.1...86_400).contains(interval) {
            throw ValidationError("--interval must be between 0.1 and 86400 seconds")
        }
    }

    func run(in session: Session) async throws {
        let webhooks = try hints.use
        let table = try await session.openWritableTable(table)
        let watch = table.watchLabelStudio(
            projects: project.isEmpty ? nil : project,
            interval: .seconds(interval),
            conflicts: onConflict.policy,
            webhooks: webhooks,
            server: try session.labelStudio()
        )
        try session.note("watching \(table.name); Ctrl-C ends it")
        var events = watch.makeAsyncIterator()
        do {
            while let event = try await events.next() {
                try tell(event, session)
                try session.out.flush()
            }
        } catch {
            await events.close()
            throw error
        }
    }
}

extension LabelWatch {
    private func tell(_ event: LabelStudioWatch.Event, _ session: Session) throws {
        let time = Date.now.formatted(.iso8601)
        switch event {
        case .synced(let status):
            for warning in status.warnings { try session.warn(warning) }
            let report = SyncReport(status, seconds: 0)
            if session.isJSON { return try line("synced", time, report.json, session) }
            try session.out.line("\(time) \(report.changes)")
            for exception in status.exceptions { try session.warn(exception) }
        case .lost(let error, let pause):
            if session.isJSON { return try line("lost", time, ["message": .string(error.message)], session) }
            try session.warn("\(time) \(error.message); trying again in \(Quantity.duration(pause / .seconds(1)))")
        case .found:
            if session.isJSON { return try line("found", time, [:], session) }
            try session.note("\(time) the server answers again")
        case .listening(let url):
            try session.note("Label Studio tells of changes by calling \(url)")
        case .polling(let error):
            let tell = hints.listen == nil ? session.note : session.warn
            try tell(
                "changes are found only every \(Quantity.duration(interval)): Label Studio will not tell of them (\(error.message))"
            )
        }
    }

    private func line(_ event: String, _ time: String, _ members: JSONValue, _ session: Session) throws {
        let head: JSONObject = ["event": .string(event), "time": .string(time)]
        let document = JSONValue.object(head.merging(members.objectValue ?? [:]))
        try session.out.line(document.text(.compact))
    }
}
