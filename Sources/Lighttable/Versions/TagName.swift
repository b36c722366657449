/// How tags are kept: as `txn` numbers of the log, so that naming a version disturbs nobody who writes.
enum TagName {
    private static let prefix = "lighttable.tag."
    /// The number of a tag that was removed.
    static let removed = -1

    /// Whether a text can be a tag: it begins with a letter, so that it is neither a number nor a time.
    static func isValid(_ text: String) -> Bool {
        let isPlain = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
        return isPlain && text.first?.isLetter == true && text.utf8.count <= 200
    }

    /// The application under which the log keeps a tag.
    static func application(_ name: String) -> String { prefix + name }

    /// The tags among the numbers of a log, with their versions.
    static func tags(in transactions: [String: Int]) -> [String: Int] {
        var tags: [String: Int] = [:]
        for (application, version) in transactions where application.hasPrefix(prefix) && version != removed {
            tags[String(application.dropFirst(prefix.count))] = version
        }
        return tags
    }
}
