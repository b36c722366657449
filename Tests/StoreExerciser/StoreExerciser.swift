import ArgumentParser
import Lighttable

/// Does things to a table and says so, for tests that kill it, race it or feed it damaged files.
@main
struct StoreExerciser: AsyncParsableCommand {
    static let configuration = CommandConfiguration(subcommands: [Exercise.self, Export.self, Fuzz.self, Depart.self])
}
