public import Columnar
import DeltaLog

extension Table {
    /// Adds a column.
    ///
    /// Without a value nothing but the schema is written.
    ///
    /// - Parameters:
    ///   - column: The column.
    ///   - value: The value that all rows get.
    ///   - message: What the history says about it.
    /// - Returns: The table with the column.
    /// - Throws: A ``LighttableError``: `alreadyExists`, `invalidName`, `invalidValue` for a value of another type,
    ///   `missingValue` for a required column without a value.
    public func addColumn(
        _ column: Column,
        default value: Value = .null,
        message: String? = nil
    ) async throws -> WriteResult {
        try await checkNotFormer(column.name)
        return try await retrying { newest in
            try newest.checkNewColumn(column.name)
            if !column.isNullable, value.isNull { try await newest.refuseRequired(column) }
            let table = try await value.isNull ? newest.withoutTraces(of: [column.name]) : newest.assigningRowIDs()
            var change = try SchemaChange(of: table, operation: "ADD COLUMN", parameters: ["column": column.name])
            try change.changeFields { $0.append(column.deltaField) }
            guard !value.isNull else { return try await change.commit(message) }
            return try await table.fill([column], change, message) { [try column.constant(value, count: $0.count)] }
        }
    }

    /// Adds a column with values that are computed once, from the rows there are.
    ///
    /// ```swift
    /// try await films.addColumn(Column("decade", .int), filledWith: try Expression("year - year % 10"))
    /// ```
    ///
    /// - Parameters:
    ///   - column: The column.
    ///   - expression: Its value in each row.
    ///   - message: What the history says about it.
    /// - Returns: The table with the column.
    /// - Throws: A ``LighttableError``: `alreadyExists`, `invalidName`, `invalidExpression`, `invalidValue` for a value
    ///   that does not fit, `missingValue` for null in a required column.
    public func addColumn(
        _ column: Column,
        filledWith expression: Expression,
        message: String? = nil
    ) async throws -> WriteResult {
        try await checkNotFormer(column.name)
        return try await retrying { newest in
            try newest.checkNewColumn(column.name)
            let table = try await newest.assigningRowIDs()
            let assignments = try Assignments([(column, expression)], in: table)
            var change = try SchemaChange(of: table, operation: "ADD COLUMN", parameters: ["column": column.name])
            try change.changeFields { $0.append(column.deltaField) }
            let context = FunctionContext(of: table)
            defer { withExtendedLifetime(context) {} }
            return try await table.fill([column], change, message) { batch in
                let cells = try await assignments.cells(of: batch, context)
                try await context.settle()
                return cells.columns
            }
        }
    }

    /// The type of a column that an expression's values fit.
    ///
    /// - Parameter expression: An expression over the table's columns.
    /// - Returns: The type, that of the column where the expression is one.
    /// - Throws: A ``LighttableError`` of code `invalidExpression`, also when the type cannot be told.
    public func columnType(of expression: Expression) throws -> ColumnType {
        try ExpressionCompiler(self).column("value", of: expression).type
    }

    /// Adds columns with values for the rows there are.
    func fill(
        _ added: [Column],
        _ change: SchemaChange,
        _ message: String?,
        _ values: @escaping @Sendable (RecordBatch) async throws -> [ColumnVector]
    ) async throws -> WriteResult {
        try checkNotPartitioned()
        var change = change
        let rewrite = FileRewrite(table: self, columns: columns + added, dataChange: true) { batch in
            let present = try RecordBatch(columns.indices.map { batch.column(at: $0) })
            return try await present.columns + values(present)
        }
        try await change.rewrite(snapshot.files, with: rewrite)
        return try await change.commit(rowsUpdated: try await count(), message)
    }

    private func refuseRequired(_ column: Column) async throws {
        guard try await count() > 0 else { return }
        throw LighttableError(
            .missingValue,
            "column '\(column.name)' is required, but the rows there are have no value for it; give a default",
            at: .init(table: name, column: column.name)
        )
    }

    /// The table without what dropped columns left in its files: it would appear again with new columns of these names.
    func withoutTraces(of names: [String]) async throws -> Table {
        let names = Set(names)
        var stale: [AddFile] = []
        for file in snapshot.files {
            let path = path(of: file)
            let fields = try await LighttableError.wrapping(table: name, file: path) {
                try ParquetFile.schema(at: path).fields
            }
            if fields.contains(where: { names.contains($0.name) }) { stale.append(file) }
        }
        guard !stale.isEmpty else { return self }
        try checkNotPartitioned()
        let rewrite = FileRewrite(table: self, columns: columns, dataChange: false) { batch in
            columns.indices.map { batch.column(at: $0) }
        }
        let parameters = ["columns": names.sorted().joined(separator: ",")]
        var change = try SchemaChange(of: self, operation: "PURGE COLUMNS", parameters: parameters)
        try await change.rewrite(stale, with: rewrite)
        return try await change.commit(nil).table
    }
}

extension Column {
    /// A column of one value, again and again.
    func constant(_ value: Value, count: Int) throws -> ColumnVector {
        let builder = try ColumnBuilder(try arrowField())
        do {
            for _ in 0..<count { try builder.append(value) }
        } catch let error as ColumnarError {
            throw LighttableError(
                .invalidValue,
                "column '\(name)' is \(type): \(error.message)",
                at: .init(column: name),
                cause: error
            )
        }
        return try builder.finish()
    }
}
