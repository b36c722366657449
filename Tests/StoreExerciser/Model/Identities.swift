/// Which row id each row of the model turned out to have.
struct Identities: Sendable {
    private var ids: [Int: Int] = [:]
    private var births: [Int: Int] = [:]

    /// Notes a row's id; returns what is wrong with it.
    mutating func note(id: Int, of row: TableModel.Row) -> String? {
        if let known = ids[row.birth], known != id {
            return "the row id of \(row.cells) was \(known) and is \(id)"
        }
        if let other = births[id], other != row.birth {
            return "the row id \(id) of \(row.cells) belonged to another row before"
        }
        ids[row.birth] = id
        births[id] = row.birth
        return nil
    }

    /// What differs between contents of the model and what was read; the ids read are noted.
    mutating func differences(_ contents: TableModel.Contents, _ seen: Observation) -> [String] {
        var problems: [String] = []
        if seen.columns != contents.columns { problems.append("columns \(seen.columns), not \(contents.columns)") }
        var missing = contents.rows
        for row in seen.rows {
            guard let key = row.cells.key, let expected = missing.removeValue(forKey: key) else {
                problems.append("row that should not be there (again): \(row)")
                continue
            }
            if expected.cells != row.cells { problems.append("row \(row.cells), not \(expected.cells)") }
            guard let id = row.id else { continue }
            problems += note(id: id, of: expected).map { [$0] } ?? []
        }
        return problems + missing.values.map { "missing row \($0.cells)" }
    }
}
