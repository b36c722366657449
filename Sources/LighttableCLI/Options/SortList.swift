import ArgumentParser
import Lighttable

/// Columns by which rows are put in order, such as `year desc,title`.
struct SortList: ExpressibleByArgument, Sendable, Equatable {
    let keys: [SortKey]

    init?(argument: String) {
        guard let list = NameList(argument: argument) else { return nil }
        keys = list.names.map { name in
            for (word, isDescending) in [(" desc", true), (" asc", false)] where name.lowercased().hasSuffix(word) {
                let column = name.dropLast(word.count)
                return SortKey(String(column.reversed().drop { $0 == " " }.reversed()), descending: isDescending)
            }
            return SortKey(name)
        }
    }
}
