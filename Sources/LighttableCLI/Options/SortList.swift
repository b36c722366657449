import Lighttable

/// Columns and expressions by which rows are put in order, such as `year desc nulls first,lower(title)`.
struct SortList {
    let keys: [SortKey]

    /// Reads the keys: columns by their names as they are, however odd, or else expressions.
    init(_ text: String, knowing columns: Set<String>) throws {
        if let list = NameList(argument: text) {
            let keys = list.names.map(Self.plainKey)
            if keys.allSatisfy({ columns.contains($0.column) }) {
                self.keys = keys.map(\.key)
                return
            }
        }
        keys = try SortKey.list(text)
    }

    private static func plainKey(_ text: String) -> (column: String, key: SortKey) {
        var column = text
        let areFirst = remove(" nulls first", from: &column)
        if !areFirst { remove(" nulls last", from: &column) }
        let isDescending = remove(" desc", from: &column)
        if !isDescending { remove(" asc", from: &column) }
        return (column, SortKey(column, descending: isDescending, nulls: areFirst ? .first : .last))
    }

    /// Removes words at the end of a text, whatever their case, and the spaces before them.
    @discardableResult
    private static func remove(_ words: String, from text: inout String) -> Bool {
        guard text.lowercased().hasSuffix(words) else { return false }
        text = String(text.dropLast(words.count).reversed().drop { $0 == " " }.reversed())
        return true
    }
}
