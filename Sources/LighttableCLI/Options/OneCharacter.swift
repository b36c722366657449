import ArgumentParser

/// A single character, or a word for one that is hard to type: `tab`, `\t`, `space`.
struct OneCharacter: ExpressibleByArgument, Sendable, Equatable {
    let character: Character

    init?(argument: String) {
        switch argument {
        case "tab", "\\t": character = "\t"
        case "space": character = " "
        default:
            guard argument.count == 1, let only = argument.first else { return nil }
            character = only
        }
    }
}
