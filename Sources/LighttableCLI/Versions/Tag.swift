import ArgumentParser
import JSON
import Lighttable

/// The verb `lighttable tag`.
struct Tag: Verb {
    static let configuration = CommandConfiguration(
        abstract: "Name a version of a table, so that it is kept.",
        discussion: """
            A tagged version stays readable however many newer ones there are, until its tag is removed.

            Examples:
              lighttable tag demo.films
              lighttable tag demo.films trained-2026
              lighttable tag demo.films@3 before-cleanup
              lighttable tag demo.films before-cleanup --remove
            """
    )

    @Argument(help: "The table; NAME@3 is an older version.")
    var table: String

    @Argument(help: "The tag; without it the tags are listed.")
    var name: String?

    @Flag(help: "Remove the tag.")
    var remove = false

    @Flag(help: "Check the tag and change nothing.")
    var dryRun = false

    @OptionGroup(title: "Global options") var global: GlobalOptions

    mutating func validate() throws {
        if remove, name == nil { throw ValidationError("name the tag to remove") }
    }

    func run(in session: Session) async throws {
        let table = try await session.openTable(table)
        guard let name else { return try list(try await table.latest(), session) }
        if dryRun {
            let newest = try await table.latest()
            if remove {
                _ = try newest.version(ofTag: name)
            } else {
                try newest.checkTagging(name, version: table.version)
            }
            return try list(newest, session)
        }
        let tagged = remove ? try await table.removeTag(name) : try await table.tag(name)
        try list(tagged, session)
    }

    private func list(_ table: Table, _ session: Session) throws {
        let tags = table.tags.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
        if session.isJSON {
            let list = tags.map { JSONValue.object(["name": .string($0.key), "version": .int($0.value)]) }
            let document: JSONValue = ["table": .string(table.name), "tags": .array(list)]
            return try session.document(dryRun ? document.merging(["dry_run": true]) : document)
        }
        if tags.isEmpty { return try session.note("\(table.name) has no tags") }
        let headings = [TableRenderer.Column(title: "tag"), .init(title: "version", isRightAligned: true)]
        try session.table(headings, tags.map { [$0.key, String($0.value)] })
    }
}
