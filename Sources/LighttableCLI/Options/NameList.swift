import ArgumentParser

/// Names separated by commas; double quotes keep a comma inside a name, as in `id,"last, first"`.
struct NameList: ExpressibleByArgument, Sendable, Equatable {
    let names: [String]

    init?(argument: String) {
        var names = [""]
        var isQuoted = false
        for character in argument {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: names.append("")
            default: names[names.count - 1].append(character)
            }
        }
        self.names = names.map(Self.trimmed)
        if isQuoted || self.names.contains("") { return nil }
    }

    private static func trimmed(_ name: String) -> String {
        var text = name[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
