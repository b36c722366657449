import Columnar
import DeltaLog

/// New cells for rows of which the positions are known.
struct RowEdits: Sendable {
    /// The row of a file that gets the cells of one of the rows given.
    typealias Target = (position: Int, row: Int)

    /// The rows given, with the columns that any of them names.
    let cells: RecordBatch
    /// For columns that not all of them name, those that do.
    let naming: [String: Set<Int>]

    /// The columns of a table that get new cells.
    func columns(of table: Table) -> [Column] {
        table.columns.filter { cells.schema.index(of: $0.name) != nil }
    }

    init(_ given: GivenCells) {
        cells = given.batch
        naming = given.naming
    }

    /// Cells that every row names.
    init(cells: RecordBatch) {
        self.cells = cells
        naming = [:]
    }

    /// Puts the cells into a batch that begins at a position of the file.
    func applied(_ targets: [Target], to batch: RecordBatch, from start: Int) throws -> RowRewrite.Edited {
        let here = Self.within(targets, start..<start + batch.count)
        guard !here.isEmpty else { return .init(batch: batch, changes: 0) }
        let differences = try differences(here.map { ($0.position - start, $0.row) }, in: batch)
        guard !differences.targets.isEmpty else { return .init(batch: batch, changes: 0) }
        let vectors = try batch.columns.map { vector in
            let name = vector.field.name
            guard differences.columns.contains(name) else { return vector }
            let named = differences.targets.filter { isNamed(name, $0.row) }
            return try vector.replacing(named.map(\.position), with: try new(name, named))
        }
        return .init(
            batch: try RecordBatch(vectors),
            changes: differences.targets.count,
            columns: differences.columns
        )
    }

    /// The targets that have other cells than the row now has, and the columns of those.
    private func differences(
        _ targets: [Target],
        in batch: RecordBatch
    ) throws -> (targets: [Target], columns: Set<String>) {
        var marks = [Bool](repeating: false, count: targets.count)
        var columns: Set<String> = []
        for field in cells.schema.fields {
            guard let vector = batch.column(named: field.name) else { continue }
            let former = try RecordBatch([vector]).taking(targets.map(\.position)).column(at: 0)
            var differs = [UInt8](repeating: 0, count: targets.count)
            try former.markDifferences(from: try new(field.name, targets), in: &differs)
            for index in targets.indices where differs[index] != 0 && isNamed(field.name, targets[index].row) {
                marks[index] = true
                columns.insert(field.name)
            }
        }
        return (targets.indices.filter { marks[$0] }.map { targets[$0] }, columns)
    }

    private func new(_ column: String, _ targets: [Target]) throws -> ColumnVector {
        guard let vector = cells.column(named: column) else { preconditionFailure("no new cells of '\(column)'") }
        return try RecordBatch([vector]).taking(targets.map(\.row)).column(at: 0)
    }

    private func isNamed(_ column: String, _ row: Int) -> Bool {
        naming[column]?.contains(row) ?? true
    }

    /// The targets within a range, of an ascending list.
    private static func within(_ targets: [Target], _ range: Range<Int>) -> ArraySlice<Target> {
        let first = targets.partitioningIndex { $0.position >= range.lowerBound }
        let end = targets.partitioningIndex { $0.position >= range.upperBound }
        return targets[first..<end]
    }
}

extension Array {
    /// The first index at which a condition holds that holds from there on.
    func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
