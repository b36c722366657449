import DeltaLog

/// The rows that have the same key as another one.
struct DuplicateRows: Sendable {
    /// Where a row stands.
    struct Place: Sendable {
        /// The position of the file among those looked at.
        let file: Int
        /// The position of the row in the file.
        let row: Int
        /// The row's id.
        let id: Int?

        /// Whether the row came into the table after another: it has a greater id, or none yet.
        func came(after other: Place) -> Bool {
            let (left, right) = (id ?? .max, other.id ?? .max)
            return left == right ? (file, row) > (other.file, other.row) : left > right
        }
    }

    /// Rows with one key.
    struct Group: Sendable {
        /// The one that came last.
        var last: Place
        var count = 1
    }

    /// The rows that are not the last of their key, by file.
    private(set) var superseded: [Int: [Int]] = [:]
    /// The files in which rows have the same key as others.
    private(set) var files: Set<Int> = []

    /// Notes another row of a key.
    mutating func add(_ place: Place, to group: inout Group) {
        group.count += 1
        files.formUnion([place.file, group.last.file])
        let isLast = place.came(after: group.last)
        let former = isLast ? group.last : place
        superseded[former.file, default: []].append(former.row)
        if isLast { group.last = place }
    }
}
