import Columnar

/// The columns of a table that are computed whenever they are read, for what reads them.
struct UnstoredColumns: Sendable {
    private let table: Table
    private let columns: [Column]

    /// - Returns: `nil` for a table that has none.
    init?(of table: Table) {
        columns = table.unstoredColumns
        self.table = table
        if columns.isEmpty { return nil }
    }

    func column(named name: String) -> Column? { columns.first { $0.name == name } }

    /// The column whose errors one has, or that one itself.
    func owner(of column: Column) throws -> Column {
        guard let name = column.computed?.errorsOf else { return column }
        return try self.column(named: name) ?? table.column(named: name)
    }

    /// The column that says why cells of another are null.
    func errorColumn(of column: Column) -> Column? {
        column.computed?.errorColumn.flatMap { self.column(named: $0) }
    }

    /// The columns that one is made of, of which some may be unstored again.
    ///
    /// - Throws: A ``LighttableError`` when its expression cannot be read, or names what the table does not have.
    func inputs(of column: Column) throws -> [Column] {
        guard let expression = try column.computed?.expression() else { return [] }
        // Those that were added later cannot be meant, however the settings came about.
        let earlier = columns.prefix { $0.name != column.name }
        return try expression.columnNames.sorted()
            .map { name in try earlier.first { $0.name == name } ?? table.column(named: name) }
    }

    /// The stored columns that have to be read for some columns.
    func stored(for names: Set<String>) -> Set<String> {
        names.reduce(into: []) { stored, name in
            guard let column = column(named: name) else {
                stored.insert(name)
                return
            }
            let inputs = (try? owner(of: column)).flatMap { try? self.inputs(of: $0) } ?? []
            stored.formUnion(self.stored(for: Set(inputs.map(\.name))))
        }
    }

    /// What computes a column's cells from its inputs.
    ///
    /// - Throws: A ``LighttableError`` that names the column when its expression does not fit, or calls what there is not.
    func cells(of column: Column, _ library: FunctionLibrary) throws -> CellAssignment {
        guard let computed = column.computed, let expression = try computed.expression() else {
            throw table.unknownColumn(column.name)
        }
        do {
            let compiler = ExpressionCompiler(try inputs(of: column), try library.pinned(to: computed))
            return try CellAssignment(expression, to: column, of: table, compiler)
        } catch let error as LighttableError {
            throw LighttableError(
                error.code,
                "column '\(column.name)' is computed when it is read, which is not possible: \(error.message); name other "
                    + "columns to read those",
                at: .init(table: table.name, column: column.name),
                cause: error
            )
        }
    }
}
