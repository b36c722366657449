import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable mkdir`.
struct Mkdir: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Make a directory for tables.",
        discussion: """
            Directories above it that are missing are made too.

            Examples:
              lighttable mkdir demo
              lighttable mkdir demo.old
            """
    )

    @Argument(help: "The directory, such as demo or demo.old.")
    var directory: String

    @Flag(help: "Check that the directory can be made and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run(in session: Session) async throws {
        let store = try session.openStore()
        if dryRun {
            try store.checkCreatingDirectory(directory)
        } else {
            try await store.createDirectory(directory)
        }
        let document: JSONValue = ["directory": .string(directory)]
        if session.isJSON { return try session.document(dryRun ? document.merging(["dry_run": true]) : document) }
        try session.note(dryRun ? "dry run: \(directory) would be made" : "\(directory) made")
    }
}
