import ArgumentParser

/// The options that every verb has.
struct GlobalOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The store; default: $LIGHTTABLE_HOME, else ~/.lighttable.", valueName: "path"))
    var store: String?

    @Flag(help: "Print one JSON document instead of text for people.")
    var json = false

    @Flag(name: [.short, .long], help: "Print nothing but data and errors.")
    var quiet = false

    @Flag(help: "Show no progress bar.")
    var noProgress = false

    @Option(help: "When to use colours.")
    var color = ColorChoice.auto
}
