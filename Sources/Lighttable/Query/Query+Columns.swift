import Columnar

extension Query {
    /// The columns of the result.
    ///
    /// - Throws: A ``LighttableError`` when an expression does not fit the table, or two columns have one name.
    public var columns: [Column] {
        get throws { try outputs.map(\.column) }
    }

    /// The columns that expressions may name.
    var sourceColumns: [Column] {
        switch source {
        case .table: table.columns
        case .join(let join): join.columns
        }
    }

    /// The columns that are computed when they are read.
    private var unstoredColumns: [Column] {
        guard case .table = source else { return [] }
        return table.unstoredColumns
    }

    /// Checks expressions against those columns.
    var compiler: ExpressionCompiler {
        switch source {
        case .table: ExpressionCompiler(table)
        case .join(let join): ExpressionCompiler(join.columns, FunctionLibrary(registry: table.store?.functions))
        }
    }

    /// The columns of the result, and how they come about.
    var outputs: [OutputColumn] {
        get throws {
            guard let selection else {
                return try sourceColumns.map { OutputColumn($0) }
                    + unstoredColumns.map { try output(Selection($0.name)) }
            }
            let names = Dictionary(grouping: selection.map(\.name)) { $0 }
            if let twice = names.values.first(where: { $0.count > 1 })?.first {
                throw LighttableError(
                    .invalidOption,
                    "two columns of the result are called '\(twice)'; name one of them with AS",
                    at: .init(column: twice)
                )
            }
            return try selection.map { try output($0) }
        }
    }

    /// A column of the source, or what an expression makes of them.
    ///
    /// - Throws: A ``LighttableError`` when the expression does not fit the source.
    func output(_ selection: Selection) throws -> OutputColumn {
        if case .column(let name) = selection.expression, name == selection.name,
            !unstoredColumns.contains(where: { $0.name == name })
        {
            return OutputColumn(try sourceColumn(named: name))
        }
        return try OutputColumn(selection, compiler)
    }

    /// The column of a name.
    ///
    /// - Throws: A ``LighttableError`` of code `columnNotFound`.
    private func sourceColumn(named name: String) throws -> Column {
        guard case .join(let join) = source else { return try table.column(named: name) }
        if let column = join.columns.first(where: { $0.name == name }) { return column }
        throw LighttableError.unknownColumn(name, of: "the join of \(join.name)", among: join.columns.map(\.name))
    }

    /// An expression over the columns of the result, or of the source where the result has none of a name, as one over the source.
    func resolved(_ expression: Expression) -> Expression {
        guard let selection else { return expression }
        if case .column(let name) = expression {
            return selection.first { $0.name == name }?.expression ?? expression
        }
        return expression.mappingOperands { resolved($0) }
    }
}

extension LighttableError {
    /// The error for a column that something does not have, with the nearest name.
    static func unknownColumn(_ column: String, of owner: String, among names: [String]) -> LighttableError {
        let hint = NearestName.suggestion(for: column, among: names).map { "; did you mean '\($0)'?" }
        return LighttableError(
            .columnNotFound,
            "\(owner) has no column '\(column)'\(hint ?? " (it has \(names.joined(separator: ", ")))")",
            at: .init(column: column)
        )
    }
}
