import ArgumentParser

/// What encloses fields: a character, or `none` where quotes are ordinary characters.
struct QuoteMark: ExpressibleByArgument, Sendable, Equatable {
    let character: Character?

    init?(argument: String) {
        if argument == "none" {
            character = nil
        } else {
            guard let mark = OneCharacter(argument: argument) else { return nil }
            character = mark.character
        }
    }
}
