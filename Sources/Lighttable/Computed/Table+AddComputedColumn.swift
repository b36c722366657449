import Columnar
import DeltaLog

extension Table {
    /// Adds a column whose cells follow from others.
    ///
    /// It is filled for the rows there are; from then on it is computed for rows that come, and anew where a column that it
    /// is made of changes. It cannot be given values.
    ///
    /// ```swift
    /// try await films.addComputedColumn("thumb", try Expression("thumbnail(poster, 256, 256)"), onError: .ignore)
    /// ```
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - expression: Its value in each row.
    ///   - type: Its type; `nil` takes the expression's.
    ///   - stored: Whether its cells are kept in the table's files. Those of a column that is not stored are computed whenever rows
    ///     are read, and other engines do not see it.
    ///   - onError: What becomes of a row for which the expression fails. With `ignore` there is one more column,
    ///     `NAME_error`, of `{"type", "message"}`.
    ///   - message: What the history says about it.
    ///   - progress: Is told how many rows are filled.
    /// - Returns: The table with the column.
    /// - Throws: A ``LighttableError``: `alreadyExists`, `invalidName`, `invalidExpression`, and where failures are not ignored
    ///   the first, with its row; nothing is changed then.
    @discardableResult
    public func addComputedColumn(
        _ name: String,
        _ expression: Expression,
        type: ColumnType? = nil,
        stored: Bool = true,
        onError: ComputedColumn.FailurePolicy = .abort,
        message: String? = nil,
        progress: ExportProgress? = nil
    ) async throws -> WriteResult {
        try await checkNotFormer(name)
        return try await retrying { newest in
            let added = try newest.computedColumns(name, expression, type: type, stored: stored, onError: onError)
            guard stored else { return try await newest.addingUnstored(added, message) }
            let table = try await newest.assigningRowIDs()
            return try await table.adding(added, message, progress)
        }
    }

    /// Checks that a computed column can be added, and changes nothing.
    ///
    /// - Returns: The column.
    /// - Throws: The ``LighttableError`` that adding it would throw, but for those of rows.
    @discardableResult
    public func checkAddingComputedColumn(
        _ name: String,
        _ expression: Expression,
        type: ColumnType? = nil,
        stored: Bool = true,
        onError: ComputedColumn.FailurePolicy = .abort
    ) throws -> Column {
        try snapshot.requireWritable()
        return try computedColumns(name, expression, type: type, stored: stored, onError: onError)[0]
    }

    /// The columns that a computed one needs, itself first.
    private func computedColumns(
        _ name: String,
        _ expression: Expression,
        type: ColumnType?,
        stored: Bool,
        onError: ComputedColumn.FailurePolicy
    ) throws -> [Column] {
        try checkNewColumn(name)
        // What cannot be read back would make the table unreadable.
        _ = try Expression(expression.description)
        if stored {
            try checkNotPartitioned()
            try refuseUnstored(in: expression, of: name)
        }
        let compiler = ExpressionCompiler(self)
        var column = try type.map { Column(name, $0) } ?? compiler.column(name, of: expression)
        column.isNullable = true
        _ = try CellAssignment(expression, to: column, of: self, compiler)
        let errorName = onError == .ignore ? "\(name)_error" : nil
        let place = (unstoredColumns.last?.computed?.unstored?.place ?? 0) + 1
        column.computed = ComputedColumn(
            expression.description,
            onError: onError,
            errorColumn: errorName,
            functionVersions: FunctionLibrary(registry: store?.functions).versions(in: expression),
            unstored: stored ? nil : .init(column, place: place)
        )
        guard let errorName else { return [column] }
        try Self.checkNewColumn(errorName, among: readableColumns.map(\.name) + [name], of: self.name)
        var errors = Column(errorName, .json)
        errors.computed = ComputedColumn(errorsOf: name, unstored: stored ? nil : .init(errors, place: place + 1))
        return [column, errors]
    }

    /// Refuses to store what follows from cells that are not stored: it would have to change with them.
    private func refuseUnstored(in expression: Expression, of column: String) throws {
        guard let name = unstoredColumns.map(\.name).first(where: expression.columnNames.contains) else { return }
        throw LighttableError(
            .unsupported,
            "'\(column)' cannot be stored, because '\(name)', of which it is made, is not; let it be computed when it is read, too, "
                + "or give it the expression of '\(name)'",
            at: .init(table: self.name, column: column)
        )
    }

    private func addingUnstored(_ added: [Column], _ message: String?) async throws -> WriteResult {
        var change = try SchemaChange(of: self, operation: "ADD COLUMN", parameters: Self.parameters(of: added))
        change.changeComputed { computed in for column in added { computed[column.name] = column.computed } }
        return try await change.commit(message)
    }

    private static func parameters(of added: [Column]) -> [String: String] {
        ["column": added[0].name, "expression": added[0].computed?.text ?? ""]
    }

    private func adding(_ added: [Column], _ message: String?, _ progress: ExportProgress?) async throws -> WriteResult
    {
        var change = try SchemaChange(of: self, operation: "ADD COLUMN", parameters: Self.parameters(of: added))
        try change.changeFields { $0 += added.map(\.deltaField) }
        change.changeComputed { computed in for column in added { computed[column.name] = column.computed } }
        guard let computed = try ComputedColumns(of: having(columns + added)) else {
            return try await change.commit(message)
        }
        defer { withExtendedLifetime(computed) {} }
        let counter = RowCounter(total: try await count(), progress)
        return try await fill(added, change, message) { batch in
            let empty = try added.map { try ColumnVector.nulls(try $0.arrowField(), count: batch.count) }
            let cells = try await computed.filling(added, of: try RecordBatch(batch.columns + empty))
            try await computed.context.settle()
            counter.add(batch.count)
            return cells
        }
    }
}
