import Columnar

/// A column of a query's result, and how it comes about.
struct OutputColumn: Sendable {
    let column: Column
    /// The steps that compute it; `nil` for a column of the table.
    let steps: [FilterStep]?
    /// The columns of the table that are needed for it.
    let inputs: Set<String>
    /// What it asks of media.
    let properties: Set<MediaProperty>

    /// A column of the table, as it is.
    init(_ column: Column) {
        self.column = column
        steps = nil
        inputs = [column.name]
        properties = []
    }

    /// What a query selects.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the table.
    init(_ selection: Selection, of table: Table) throws {
        if case .column(let name) = selection.expression, name == selection.name {
            self.init(try table.column(named: name))
            return
        }
        let compiler = FilterCompiler(table.columns, looksAtMedia: true)
        let column = try Self.column(selection, try compiler.compile(selection.expression))
        let steps = try compiler.assignment(selection.expression, to: column)
        self.init(column, steps: steps, of: selection.expression)
    }

    private init(_ column: Column, steps: [FilterStep], of expression: Expression) {
        self.column = column
        self.steps = steps
        inputs = expression.columnNames
        properties = expression.mediaProperties
    }

    /// The values for some rows of the columns that are needed.
    ///
    /// - Throws: A ``LighttableError`` that names the column when they cannot be computed.
    func values(of batch: RecordBatch) throws -> ColumnVector {
        guard let steps else {
            guard let values = batch.column(named: column.name) else {
                throw LighttableError(
                    .columnNotFound,
                    "column '\(column.name)' was not read",
                    at: .init(column: column.name)
                )
            }
            return values
        }
        do {
            return try batch.evaluated(steps, as: try column.arrowField())
        } catch let error as ColumnarError where error.code == .invalidFilter || error.code == .invalid {
            throw LighttableError(
                .invalidValue,
                "column '\(column.name)': \(error.message)",
                at: .init(column: column.name),
                cause: error
            )
        }
    }

    private static func column(_ selection: Selection, _ operand: FilterOperand) throws -> Column {
        if let source = operand.column, case .column = selection.expression {
            var column = Column(
                selection.name,
                source.type,
                isNullable: source.isNullable,
                isLocalTime: source.isLocalTime
            )
            column.classNames = source.classNames
            return column
        }
        guard let type = operand.kind.columnType else {
            throw LighttableError(
                .invalidExpression,
                "the type of '\(selection.expression)' cannot be told; say which it is, as in CAST(x AS Int)"
            )
        }
        return Column(selection.name, type, isLocalTime: operand.isLocal)
    }
}
