import Columnar
import DeltaLog
import JSON

extension Table {
    /// Makes a column's type wider, or lets it be null or not.
    ///
    /// Types widen where no value is lost: `Int` to `Float` or `Decimal`, `Date` to `Timestamp`, a `Decimal` to a
    /// larger one, anything plain to `String`, `String` to `Json` when all of it is JSON, and text to media.
    ///
    /// - Parameters:
    ///   - column: Its name.
    ///   - type: The wider type; `nil` leaves it.
    ///   - isNullable: Whether cells may be null; `nil` leaves it.
    ///   - message: What the history says about it.
    /// - Returns: The table with the changed column.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `invalidType` for a type that is not wider, `invalidValue`
    ///   for a value that does not fit, `missingValue` for the first null of a column that is to be required.
    public func alterColumn(
        _ column: String,
        type: ColumnType? = nil,
        isNullable: Bool? = nil,
        message: String? = nil
    ) async throws -> WriteResult {
        if type != nil { try await checkNotShown(column, to: "given another type") }
        return try await retrying { newest in
            guard let conversion = try await newest.conversion(of: column, to: type, isNullable) else {
                return WriteResult(table: newest)
            }
            return try await newest.altering(conversion, message)
        }
    }

    /// Checks that a column can be changed, and changes nothing; whether all values fit its new type is not looked at.
    ///
    /// - Throws: The ``LighttableError`` that changing it would throw.
    public func checkAlteringColumn(_ column: String, type: ColumnType? = nil, isNullable: Bool? = nil) async throws {
        try snapshot.requireWritable()
        _ = try await conversion(of: column, to: type, isNullable)
    }

    /// What is to become of a column; `nil` when it stays as it is.
    private func conversion(
        of column: String,
        to type: ColumnType?,
        _ isNullable: Bool?
    ) async throws -> (values: ColumnConversion, isNullable: Bool)? {
        let former = try self.column(named: column)
        let type = type ?? former.type
        let nullable = isNullable ?? former.isNullable
        guard type != former.type || nullable != former.isNullable else { return nil }
        let conversion = try ColumnConversion(former, to: type)
        try refuseAlteringComputed(former)
        try refuseOfBase(column)
        if type != former.type { try checkNotNeeded(column, to: "given another type") }
        try checkNullability(of: former, becoming: nullable)
        if former.isNullable, !nullable { try await checkNoNulls(in: former) }
        if conversion.rewritesFiles {
            try checkUnused(column, to: "given another type")
            try checkNotPartitioned()
        }
        return (conversion, nullable)
    }

    private func altering(
        _ change: (values: ColumnConversion, isNullable: Bool),
        _ message: String?
    ) async throws -> WriteResult {
        let (conversion, isNullable) = change
        let table = conversion.rewritesFiles ? try await assigningRowIDs() : self
        let column = conversion.column(isNullable: isNullable)
        let parameters = ["column": column.name, "type": column.declaredType]
        var change = try SchemaChange(of: table, operation: "ALTER COLUMN", parameters: parameters)
        change.readsRows = !isNullable
        try change.changeField(column.name) { field in
            field.metadata.merge(column.deltaField.metadata) { $1 }
            field.type = column.storage
            field.isNullable = isNullable
        }
        guard conversion.rewritesFiles else { return try await change.commit(message) }
        let columns = table.columns.map { $0.name == column.name ? column : $0 }
        let rewrite = FileRewrite(table: table, columns: columns, dataChange: true) { batch in
            try columns.enumerated()
                .map { index, other in
                    let values = batch.column(at: index)
                    return other.name == column.name ? try conversion.converted(values, to: other) : values
                }
        }
        try await change.rewrite(table.snapshot.files, with: rewrite)
        return try await change.commit(message)
    }

    private func refuseAlteringComputed(_ column: Column) throws {
        guard let computed = column.computed else { return }
        throw LighttableError(
            .unsupported,
            "column '\(column.name)' is computed as \(computed.text), so it stays \(column.type) and may be null; drop it and "
                + "add another",
            at: .init(table: name, column: column.name)
        )
    }

    private func checkNullability(of column: Column, becoming isNullable: Bool) throws {
        guard isNullable, primaryKey.contains(column.name) else { return }
        throw LighttableError(
            .unsupported,
            "column '\(column.name)' is part of the primary key, which cannot be null; make a new table with another "
                + "key instead",
            at: .init(table: name, column: column.name)
        )
    }

    /// Looks for the first null, only in files of which the log does not say that they have none.
    private func checkNoNulls(in column: Column) async throws {
        let suspects = snapshot.files.filter { $0.statistics?.nullCount[column.name]?.intValue != 0 }
        let scan = TableScan(table: self, columns: [column], files: suspects, hasRowIDs: true)
        for try await row in RowSequence(scan: scan) where row[0].isNull {
            let which = row.id.map { " in the row with the id \($0)" } ?? ""
            throw LighttableError(
                .missingValue,
                "column '\(column.name)' cannot be required: it is null\(which); give the row a value first",
                at: .init(table: name, column: column.name)
            )
        }
    }
}
