import ArgumentParser
import Foundation

/// The `lighttable` command.
@main
struct LighttableCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lighttable",
        abstract: "Versioned tables of pictures, sound, video, documents and the rows about them.",
        discussion: """
            Tables are named films, demo.films or demo/films; an older version is demo.films@3. A path such as ./films \
            or /data/films opens any Delta Lake table.

            Examples:
              lighttable import films.csv demo.films --type poster=Image --primary-key id
              lighttable show demo.films --where "year > 2015"
              lighttable label create demo.films --config labels.xml
              lighttable label sync demo.films
              lighttable export demo.films ./labelled --where "annotations IS NOT NULL"

            The store is --store, else LIGHTTABLE_HOME, else ~/.lighttable.
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "Data in and out:", subcommands: [Import.self, Sniff.self, Export.self]),
            CommandGroup(
                name: "Tables:",
                subcommands: [
                    Ls.self, Show.self, Schema.self, Stats.self, Count.self, Create.self, CreateView.self, SetVerb.self,
                    Mkdir.self,
                    Mv.self,
                    Drop.self,
                ]
            ),
            CommandGroup(name: "Rows:", subcommands: [Insert.self, Update.self, Delete.self]),
            CommandGroup(
                name: "Columns:",
                subcommands: [AddColumn.self, AlterColumn.self, DropColumn.self, RenameColumn.self, Recompute.self]
            ),
            CommandGroup(
                name: "Versions:",
                subcommands: [History.self, Diff.self, Revert.self, Restore.self, Tag.self]
            ),
            CommandGroup(name: "Upkeep:", subcommands: [Optimize.self, Check.self]),
            CommandGroup(name: "Label Studio:", subcommands: [Label.self]),
            CommandGroup(name: "This installation:", subcommands: [Doctor.self, Config.self]),
        ]
    )

    static func main() async {
        // A reader that goes away must show up as an error of `write`, not end the process in the middle of its work.
        signal(SIGPIPE, SIG_IGN)
        let status = await Launch(arguments: Array(CommandLine.arguments.dropFirst())).run()
        // Threads of the libraries below may still be there, and must not meet destructors of what they use.
        fflush(nil)
        _exit(status.code)
    }
}
