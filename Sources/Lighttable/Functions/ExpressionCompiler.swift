import Columnar

/// Checks expressions against the columns of a table and the functions there are.
struct ExpressionCompiler: Sendable {
    private let columns: [Column]
    private let library: FunctionLibrary
    private let unstored: UnstoredColumns?

    /// A compiler for expressions over a table.
    init(_ table: Table) {
        self.init(
            table.columns,
            FunctionLibrary(registry: table.store?.functions),
            unstored: UnstoredColumns(of: table)
        )
    }

    init(_ columns: [Column], _ library: FunctionLibrary = .builtIn, unstored: UnstoredColumns? = nil) {
        self.columns = columns
        self.library = library
        self.unstored = unstored
    }

    /// A compiler that calls the functions with which a computed column was made.
    ///
    /// - Throws: A ``LighttableError`` of code `unsupported` when there are other versions of one only.
    func pinned(to computed: ComputedColumn) throws -> ExpressionCompiler {
        ExpressionCompiler(columns, try library.pinned(to: computed), unstored: unstored)
    }

    /// A condition.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound` or `invalidExpression` when the expression does not fit the
    ///   columns or is no condition.
    func condition(_ expression: Expression) throws -> Evaluation {
        let (compiler, calls, rest) = try prepared(expression)
        return Evaluation(
            expression,
            calls: calls,
            steps: try compiler.filter(rest),
            inputs: try inputs(of: expression)
        )
    }

    /// What computes a column's cells, but for the cast to its type.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the columns, or its kind is not the column's.
    func assignment(_ expression: Expression, to column: Column) throws -> Evaluation {
        let (compiler, calls, rest) = try prepared(expression)
        let steps = try compiler.assignment(rest, to: column)
        var evaluation = Evaluation(expression, calls: calls, steps: steps, inputs: try inputs(of: expression))
        if case .column(let name) = rest, compiler.type(ofColumn: name)?.isMedia == true { evaluation.areMedia = true }
        return evaluation
    }

    /// The column that an expression's values make.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the columns, or its type cannot be told.
    func column(_ name: String, of expression: Expression) throws -> Column {
        let (compiler, _, rest) = try prepared(expression)
        let operand = try compiler.compile(rest)
        if let source = operand.column, case .column = rest {
            var column = Column(name, source.type, isNullable: source.isNullable, isLocalTime: source.isLocalTime)
            column.classNames = source.classNames
            return column
        }
        let nested = operand.nested.flatMap(ArrayType.init).map(ColumnType.array)
        guard let type = operand.declared ?? operand.kind.columnType ?? nested else {
            throw LighttableError(
                .invalidExpression,
                "the type of '\(expression)' cannot be told; say which it is, as in CAST(x AS Int)"
            )
        }
        return Column(name, type, isLocalTime: operand.isLocal)
    }

    /// The stored columns that an expression needs.
    private func inputs(of expression: Expression) throws -> Set<String> {
        let names = try readingErrors(expression).columnNames
        return unstored?.stored(for: names) ?? names
    }

    private func readingErrors(_ expression: Expression) throws -> Expression {
        try expression.readingErrors { name in
            columns.first { $0.name == name } ?? unstored?.column(named: name)
        }
    }

    private func prepared(
        _ expression: Expression
    ) throws -> (compiler: FilterCompiler, calls: [FunctionCall], rest: Expression) {
        var extraction = CallExtraction(columns: columns, library: library, unstored: unstored)
        let rest = try extraction.extracting(from: try readingErrors(expression))
        return (FilterCompiler(extraction.columns, library), extraction.calls, rest)
    }
}
