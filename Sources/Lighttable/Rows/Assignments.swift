import Columnar

/// New cells that are computed from the row they go to.
struct Assignments: Sendable {
    private let table: Table
    private let list: [CellAssignment]
    /// The columns that are assigned to or that the new cells are made of.
    let names: Set<String>

    /// The columns that are assigned to.
    var columns: [String] { list.map(\.column.name) }

    init(_ expressions: [String: Expression], in table: Table) throws {
        let columns = try expressions.sorted { $0.key < $1.key }
            .map { (column: try table.column(named: $0.key), expression: $0.value) }
        for (column, _) in columns {
            try table.refuseComputed(column)
            try table.refuseOfBase(column.name)
        }
        try self.init(columns, in: table)
    }

    /// Assignments to columns that the table may not have yet.
    init(_ expressions: [(column: Column, expression: Expression)], in table: Table) throws {
        self.table = table
        let compiler = ExpressionCompiler(table)
        list = try expressions.map { try CellAssignment($0.expression, to: $0.column, of: table, compiler) }
        names = list.reduce(into: []) { names, assignment in
            names.formUnion(assignment.evaluation.inputs)
            names.insert(assignment.column.name)
        }
    }

    /// The new cells of the rows of a batch.
    ///
    /// - Throws: A ``LighttableError`` for a value that does not fit its column.
    func cells(of batch: RecordBatch, _ context: FunctionContext) async throws -> RecordBatch {
        var columns: [ColumnVector] = []
        for assignment in list {
            let vector = try assignment.cells(of: try await assignment.evaluation.completed(batch, context))
            try requireValues(vector, of: assignment.column)
            columns.append(vector)
        }
        return try RecordBatch(columns)
    }

    private func requireValues(_ vector: ColumnVector, of column: Column) throws {
        let isRequired = !column.isNullable || table.primaryKey.contains(column.name)
        guard isRequired, (0..<vector.count).contains(where: vector.isNull) else { return }
        throw LighttableError(
            .missingValue,
            "column '\(column.name)' is required, but in some rows its new value is null; leave them out with where",
            at: .init(table: table.name, column: column.name)
        )
    }
}
