/// What a table should hold, kept the simplest way.
struct TableModel: Hashable, Sendable {
    struct Row: Hashable, Sendable {
        /// Which of all rows ever inserted it is; stands for the row id, which the model cannot know.
        let birth: Int
        var cells: Cells
    }

    struct Contents: Hashable, Sendable {
        var columns: [String]
        /// The rows by key.
        var rows: [Int: Row]
    }

    private(set) var contents = Contents(columns: ["id", "n", "name"], rows: [:])
    private(set) var tags: [String: Contents] = [:]
    private(set) var births = 0

    /// What an operation reports.
    struct Counts: Codable, Hashable, Sendable {
        var inserted = 0
        var updated = 0
        var deleted = 0
    }

    /// The code of the error with which the table must refuse an operation.
    struct Refusal: Error, Hashable {
        let code: String
    }

    /// Does an operation wholly, or throws a ``Refusal`` and has changed nothing.
    @discardableResult
    mutating func apply(_ operation: TableOperation) throws -> Counts {
        switch operation {
        case .insert(let rows), .insertFrom(let rows), .insertTogether(let rows): return try insert(rows)
        case .upsert(let rows): return upsert(rows)
        case .increment(let from, let to):
            return update(from, to) { cells in
                if case .int(let number) = cells["n"] { cells["n"] = .int(number + 1) }
            }
        case .rename(let from, let to, let text): return update(from, to) { $0["name"] = .text(text) }
        case .delete(let from, let to): return delete(from, to)
        case .tag(let name): tags[name] = contents
        case .removeTag(let name): tags[name] = nil
        case .restore(let tag): contents = tags[tag] ?? contents
        case .addColumn(let name): addColumn(name)
        case .dropColumn(let name): dropColumn(name)
        case .renameColumn(let name, let new): renameColumn(name, new)
        case .optimize, .read: break
        }
        return Counts()
    }

    private mutating func insert(_ rows: [Cells]) throws -> Counts {
        let keys = rows.compactMap(\.key)
        guard Set(keys).count == keys.count, !keys.contains(where: { contents.rows[$0] != nil }) else {
            throw Refusal(code: "duplicateKey")
        }
        for row in rows { add(row) }
        return Counts(inserted: rows.count)
    }

    private mutating func add(_ row: Cells) {
        guard let key = row.key else { return }
        var cells = row
        for column in contents.columns where cells[column] == nil { cells[column] = .null }
        contents.rows[key] = Row(birth: births, cells: cells)
        births += 1
    }

    private mutating func upsert(_ rows: [Cells]) -> Counts {
        var counts = Counts()
        for row in rows {
            guard let key = row.key else { continue }
            guard let former = contents.rows[key] else {
                add(row)
                counts.inserted += 1
                continue
            }
            contents.rows[key]?.cells.merge(row) { $1 }
            if contents.rows[key] != former { counts.updated += 1 }
        }
        return counts
    }

    private mutating func update(_ from: Int, _ to: Int, _ change: (inout Cells) -> Void) -> Counts {
        var counts = Counts()
        for key in from..<to {
            guard var row = contents.rows[key] else { continue }
            change(&row.cells)
            if row != contents.rows[key] { counts.updated += 1 }
            contents.rows[key] = row
        }
        return counts
    }

    private mutating func delete(_ from: Int, _ to: Int) -> Counts {
        let former = contents.rows.count
        for key in from..<to { contents.rows[key] = nil }
        return Counts(deleted: former - contents.rows.count)
    }

    private mutating func addColumn(_ name: String) {
        contents.columns.append(name)
        for key in contents.rows.keys { contents.rows[key]?.cells[name] = .null }
    }

    private mutating func dropColumn(_ name: String) {
        contents.columns.removeAll { $0 == name }
        for key in contents.rows.keys { contents.rows[key]?.cells[name] = nil }
    }

    private mutating func renameColumn(_ name: String, _ new: String) {
        contents.columns = contents.columns.map { $0 == name ? new : $0 }
        for (key, row) in contents.rows {
            contents.rows[key]?.cells[name] = nil
            contents.rows[key]?.cells[new] = row.cells[name]
        }
    }
}
