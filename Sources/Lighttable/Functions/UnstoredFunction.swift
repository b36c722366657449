import Columnar

/// A computed column that is not stored, as a function of the columns that it is made of.
struct UnstoredFunction: RowFunction {
    private let cells: CellAssignment
    /// The columns that it is made of.
    private let inputs: [Column]

    var name: String { cells.column.name }
    var parameters: [FunctionParameter] { [] }
    var signature: String { "nothing" }
    var result: ColumnType { cells.column.type }
    var isColumnar: Bool { cells.evaluation.calls.allSatisfy(\.isColumnar) }

    init(_ cells: CellAssignment, inputs: [Column]) {
        self.cells = cells
        self.inputs = inputs
    }

    func values(of arguments: FunctionArguments, in context: FunctionContext) async throws -> FinishedColumn {
        let columns = try zip(arguments.columns, inputs).map { $0.retyped(try $1.arrowField()) }
        let marker = try ColumnVector.nulls(Field(FunctionCall.prefix, .bool), count: arguments.count)
        let rows = try RecordBatch(columns + [marker])
        return try await FallibleCells(assignment: cells, context: context).values(of: rows)
    }
}
