import Columnar

/// Computes the cells of a table's computed columns when rows come or change.
///
/// Used by one task at a time.
struct ComputedColumns: Sendable {
    /// A computed column and what it is made of.
    private struct Entry: Sendable {
        let column: Column
        let computed: ComputedColumn
        let expression: Expression
        let errorColumn: Column?

        var inputs: Set<String> { expression.columnNames }

        /// The columns whose cells it gives.
        var columns: [Column] { [column] + (errorColumn.map { [$0] } ?? []) }
    }

    private let table: Table
    /// In such an order that each comes after those that it is made of.
    private let entries: [Entry]
    /// What functions use, and what holds the files that they made.
    let context: FunctionContext

    /// The computed columns of a table; `nil` when it has none.
    ///
    /// - Throws: A ``LighttableError`` when an expression cannot be read.
    init?(of table: Table) throws {
        let computed = table.columns.filter { $0.computed != nil }
        guard !computed.isEmpty else { return nil }
        self.table = table
        context = FunctionContext(of: table)
        let entries = try computed.compactMap { column -> Entry? in
            guard let definition = column.computed, let expression = try definition.expression() else { return nil }
            let errors = definition.errorColumn.flatMap { name in table.columns.first { $0.name == name } }
            return Entry(column: column, computed: definition, expression: expression, errorColumn: errors)
        }
        self.entries = Self.ordered(entries)
    }

    /// The columns that have to be read for those that follow from some columns, and these themselves.
    func needed(for changed: Set<String>) -> Set<String> {
        following(changed)
            .reduce(into: []) { names, entry in
                names.formUnion(entry.inputs)
                names.formUnion(entry.columns.map(\.name))
            }
    }

    /// The columns that have to be read to compute some anew, and these themselves.
    func needed(recomputing columns: Set<String>) -> Set<String> {
        entries.filter { columns.contains($0.column.name) }
            .reduce(into: []) { names, entry in
                names.formUnion(entry.inputs)
                names.formUnion(entry.columns.map(\.name))
            }
    }

    /// New rows with all their computed cells.
    ///
    /// - Parameters:
    ///   - rows: The rows, with all columns of the table.
    ///   - firstRow: How many rows of the same call came before.
    /// - Returns: The rows.
    /// - Throws: A ``LighttableError`` that names row and column, where failures are not ignored.
    func completed(_ rows: RecordBatch, firstRow: Int) async throws -> RecordBatch {
        guard rows.count > 0 else { return rows }
        return try await computed(entries, rows, number: { firstRow + $0 + 1 })
    }

    /// The cells of some columns for rows that have null there.
    func filling(_ columns: [Column], of rows: RecordBatch) async throws -> [ColumnVector] {
        let names = Set(columns.map(\.name))
        let filled = try await computed(entries.filter { names.contains($0.column.name) }, rows, number: nil)
        return columns.compactMap { filled.column(named: $0.name) }
    }

    /// An edit with what follows from it.
    func following(_ edited: RowRewrite.Edited, of batch: RecordBatch) async throws -> RowRewrite.Edited {
        let entries = following(edited.columns)
        guard !entries.isEmpty, edited.changes > 0 else { return edited }
        var marks = [UInt8](repeating: 0, count: batch.count)
        for name in edited.columns {
            guard let former = batch.column(named: name), let new = edited.batch.column(named: name) else { continue }
            try former.markDifferences(from: new, in: &marks)
        }
        let positions = marks.indices.filter { marks[$0] != 0 }
        return try await exchanging(entries, at: positions, in: edited)
    }

    /// An edit that computes the cells of some columns anew.
    func recomputing(_ columns: Set<String>, at positions: [Int], in batch: RecordBatch) async throws
        -> RowRewrite.Edited
    {
        let wanted = entries.filter { columns.contains($0.column.name) }
        let edited = RowRewrite.Edited(batch: batch, changes: 0)
        return try await exchanging(wanted, at: positions, in: edited)
    }

    /// Puts new cells in where they are other than before.
    private func exchanging(
        _ entries: [Entry],
        at positions: [Int],
        in edited: RowRewrite.Edited
    ) async throws -> RowRewrite.Edited {
        let rows = try await computed(entries, try edited.batch.taking(positions), number: nil)
        let names = entries.flatMap(\.columns).map(\.name)
        let cells = try RecordBatch(names.compactMap { rows.column(named: $0) })
        let targets = positions.enumerated().map { (position: $1, row: $0) }
        let result = try RowEdits(cells: cells).applied(targets, to: edited.batch, from: 0)
        return .init(
            batch: result.batch,
            changes: max(edited.changes, result.changes),
            columns: edited.columns.union(result.columns)
        )
    }

    /// The rows with new cells in the columns of some entries.
    private func computed(
        _ entries: [Entry],
        _ rows: RecordBatch,
        number: ((Int) -> Int)?
    ) async throws -> RecordBatch {
        var rows = rows
        for entry in entries {
            let assignment = try assignment(entry)
            let values = try await FallibleCells(assignment: assignment, context: context).values(of: rows)
            if entry.computed.onError == .abort, let failure = values.failures.first {
                throw self.failure(failure, of: entry, rows, number)
            }
            rows = try rows.replacingColumn(entry.column.name, with: values.vector)
            guard let errors = entry.errorColumn else { continue }
            rows = try rows.replacingColumn(errors.name, with: try values.errors(as: errors))
        }
        return rows
    }

    private func assignment(_ entry: Entry) throws -> CellAssignment {
        do {
            let compiler = try ExpressionCompiler(table).pinned(to: entry.computed)
            return try CellAssignment(entry.expression, to: entry.column, of: table, compiler)
        } catch let error as LighttableError {
            throw LighttableError(
                error.code,
                "computed column '\(entry.column.name)' cannot be computed: \(error.message)",
                at: .init(table: table.name, column: entry.column.name),
                cause: error
            )
        }
    }

    private func failure(
        _ failure: CellFailure,
        of entry: Entry,
        _ rows: RecordBatch,
        _ number: ((Int) -> Int)?
    ) -> LighttableError {
        let row = number?(failure.row)
        let place = row.map { "row \($0): " } ?? table.place(of: failure.row, in: rows)
        return LighttableError(
            failure.error.code,
            "\(place)computed column '\(entry.column.name)': \(failure.error.message); correct the row, or let the column "
                + "ignore errors",
            at: .init(table: table.name, column: entry.column.name, row: row)
        )
    }

    /// The entries that follow from some columns, directly or through others.
    private func following(_ changed: Set<String>) -> [Entry] {
        var names = changed
        return entries.filter { entry in
            guard !entry.inputs.isDisjoint(with: names) else { return false }
            names.formUnion(entry.columns.map(\.name))
            return true
        }
    }

    private static func ordered(_ entries: [Entry]) -> [Entry] {
        var (ordered, rest) = ([Entry](), entries)
        while !rest.isEmpty {
            let waiting = Set(rest.flatMap(\.columns).map(\.name))
            let ready = rest.filter { $0.inputs.isDisjoint(with: waiting) }
            // A table written by somebody else may have a cycle, of which no cell can be right.
            guard !ready.isEmpty else { return ordered + rest }
            ordered += ready
            rest = rest.filter { !$0.inputs.isDisjoint(with: waiting) }
        }
        return ordered
    }
}

extension Table {
    /// Where a row is, as it may stand before a message: by its primary key.
    fileprivate func place(of row: Int, in rows: RecordBatch) -> String {
        let key = primaryKey.compactMap { rows.column(named: $0)?.value(at: row) }
        return key.isEmpty || key.count < primaryKey.count ? "" : "the row with \(keyText(key)): "
    }
}
