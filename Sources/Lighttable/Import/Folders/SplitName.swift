/// Tells which split of a dataset a file is of, by the words that the Hugging Face Hub understands.
enum SplitName {
    /// The splits with a word of their own, in order.
    static let usual = ["train", "validation", "test"]

    private static let words: [String: [String]] = [
        "train": ["train", "training"], "validation": ["validation", "valid", "dev", "val"],
        "test": ["test", "testing", "eval", "evaluation"],
    ]

    /// The split that a name says, as a word of its own in it: `test` for `test-01` and `my_eval`.
    static func named(_ name: some StringProtocol) -> String? {
        let parts = Set(name.lowercased().split { "-._ 0123456789".contains($0) }.map(String.init))
        return usual.first { split in words[split].map { !parts.isDisjoint(with: $0) } ?? false }
    }

    /// The split of a file by the first folder of its path, or the one below `data`.
    static func ofFolder(_ path: String) -> String? {
        var folders = path.split(separator: "/").dropLast()
        if folders.first == "data" { folders = folders.dropFirst() }
        return folders.first.flatMap { named($0) }
    }
}
