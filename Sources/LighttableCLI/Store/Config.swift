import ArgumentParser
import Foundation
import JSON
import Lighttable

/// The verb `lighttable config`.
struct Config: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Print each setting with its value and where it comes from.",
        discussion: """
            Keys and tokens are not printed, only whether there are any.

            Examples:
              lighttable config
              lighttable config --json
            """
    )

    @OptionGroup var global: GlobalOptions

    func run(in session: Session) async throws {
        let store = try session.openStore()
        let sources = try SettingSources(
            option: global.store,
            file: ConfigurationFile.path(in: store.path),
            environment: ProcessInfo.processInfo.environment
        )
        let settings = try SettingListing.all(store: store, sources)
        if session.isJSON { return try session.document(["settings": .array(settings.map(\.json))]) }
        let headings = ["setting", "value", "from"].map { TableRenderer.Column(title: $0) }
        try session.table(headings, settings.map { [$0.name, $0.shown, $0.source] }, hasBorders: false)
    }
}
