import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable mv`.
struct Mv: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Give a table or directory another name.",
        discussion: """
            Versions, row ids and Label Studio links move along.

            Examples:
              lighttable mv films demo.films
              lighttable mv demo archive.demo
            """
    )

    @Argument(help: "The table or directory.")
    var source: String

    @Argument(help: "Its new name.")
    var target: String

    @Flag(help: "Check that it can be moved and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let store = try session.openStore()
        if dryRun {
            try store.checkMoving(source, to: target)
        } else {
            try await store.move(source, to: target)
        }
        let document: JSONValue = ["from": .string(source), "to": .string(target)]
        if session.isJSON { return try session.document(dryRun ? document.merging(["dry_run": true]) : document) }
        try session.note(dryRun ? "dry run: \(source) would become \(target)" : "\(source) is now \(target)")
    }
}
