import Columnar

/// A block of rows on its way into a table.
struct ImportBlock {
    private let batch: RecordBatch
    private let columns: [SourceColumn]
    private let firstRow: Int
    private let excluded: Set<Int>
    /// What is wrong with rows of the block, at most one thing of each.
    private(set) var failures: [RowFailure]
    private var converted: [ColumnVector] = []
    private var failed: Set<Int>

    init(
        _ batch: RecordBatch,
        columns: [SourceColumn],
        firstRow: Int,
        excluded: Set<Int>,
        failures: [RowFailure]
    ) {
        self.batch = batch
        self.columns = columns
        self.firstRow = firstRow
        self.excluded = excluded
        self.failures = failures
        failed = Set(failures.compactMap(\.row))
    }

    /// Gives all cells the form of their columns and notes which have none.
    ///
    /// - Parameters:
    ///   - cells: Knows the forms.
    ///   - finished: Columns that have their form, by position.
    /// - Throws: A ``ColumnarError`` when a column cannot be made.
    mutating func convert(_ cells: CellForms, finished: [Int: FinishedColumn]) throws {
        converted = try columns.enumerated()
            .map { index, column in
                let source = batch.column(at: index)
                let stored = column.areStored
                let form = try finished[index] ?? cells.finished(source, as: column.column, areStored: stored)
                for failure in form.failures { note(failure, column, at: index) }
                if column.isRequired { noteNulls(column.type.isMedia ? form.vector : source, column, at: index) }
                return form.vector
            }
    }

    /// The rows with nothing wrong, and their numbers in the source.
    func kept() throws -> (RecordBatch, RowNumbers) {
        let all = try RecordBatch(converted)
        let numbers = firstRow..<firstRow + batch.count
        guard !failed.isEmpty || excluded.contains(where: numbers.contains) else {
            return (all, RowNumbers(first: firstRow))
        }
        let kept = (0..<batch.count).filter { !isLeftOut(firstRow + $0) }
        return (try all.taking(kept), RowNumbers(first: firstRow, kept: kept))
    }

    private func isLeftOut(_ row: Int) -> Bool { failed.contains(row) || excluded.contains(row) }

    private mutating func note(_ failure: CellFailure, _ column: SourceColumn, at position: Int) {
        add(
            RowFailure(
                row: firstRow + failure.row,
                column: column.sourceName,
                position: position,
                code: failure.error.code,
                message: failure.error.message,
                value: failure.error.value
            )
        )
    }

    private mutating func noteNulls(_ source: ColumnVector, _ column: SourceColumn, at position: Int) {
        guard source.nullCount > 0 else { return }
        let reason = column.isKey ? "is in the primary key" : "is required"
        for row in 0..<source.count where source.isNull(at: row) {
            add(
                RowFailure(
                    row: firstRow + row,
                    column: column.sourceName,
                    position: position,
                    code: .missingValue,
                    message: "\(reason) but has no value here; fill it in"
                )
            )
        }
    }

    private mutating func add(_ failure: RowFailure) {
        guard let row = failure.row, !excluded.contains(row), failed.insert(row).inserted else { return }
        failures.append(failure)
    }
}
