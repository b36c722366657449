public import Columnar
import DeltaLog

extension Table {
    /// Gives cells of rows new values that are computed from the row, as one version.
    ///
    /// ```swift
    /// try await films.update(["price": try Expression("price * 2")], where: try Expression("year < 2000"))
    /// ```
    ///
    /// - Parameters:
    ///   - assignments: The new value of each column that changes; all see the row as it was.
    ///   - condition: Which rows; `nil` takes all.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows have other cells than before.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `invalidExpression`, `invalidValue` for a value that does not fit
    ///   its column, `missingValue` for null in a required column, `duplicateKey`.
    @discardableResult
    public func update(
        _ assignments: [String: Expression],
        where condition: Expression? = nil,
        message: String? = nil
    ) async throws -> WriteResult {
        try await changing(ChangeNote(operation: "UPDATE", message: message)) { newest in
            try await newest.assigning(assignments, where: condition)
        }
    }

    /// Gives cells of rows new values, all given as text.
    ///
    /// - Parameters:
    ///   - assignments: Expressions by column, such as `["price": "price * 2"]`.
    ///   - condition: Such as `year < 2000`; `nil` takes all rows.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows have other cells than before.
    /// - Throws: A ``LighttableError``, as ``update(_:where:message:)-(_,Expression?,_)`` does.
    @discardableResult
    public func update(
        _ assignments: [String: String],
        where condition: String? = nil,
        message: String? = nil
    ) async throws -> WriteResult {
        let expressions = try assignments.mapValues { try Expression($0) }
        return try await update(expressions, where: try condition.map { try Expression($0) }, message: message)
    }

    /// Gives rows that are found by id new cells, as one version; ids that no row has are left out.
    ///
    /// - Parameters:
    ///   - rows: Cells by column, by row.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows have other cells than before.
    /// - Throws: A ``LighttableError``, as ``update(_:where:message:)-(_,Expression?,_)`` does.
    @discardableResult
    public func update(_ rows: [RowID: [String: Value]], message: String? = nil) async throws -> WriteResult {
        let write = IdentifiedWrite(rows: rows)
        return try await changing(ChangeNote(operation: "UPDATE", message: message)) { newest in
            try await write.plan(on: newest).change
        }
    }

    /// Checks that columns can be given such values, and changes nothing; whether all values fit is not looked at.
    ///
    /// - Throws: The ``LighttableError`` that giving them would throw.
    public func checkUpdate(_ assignments: [String: Expression]) throws {
        try requireRowsWritable()
        _ = try Assignments(assignments, in: self)
    }

    private func assigning(_ expressions: [String: Expression], where condition: Expression?) async throws -> FileChange
    {
        let assignments = try Assignments(expressions, in: self)
        let filter = try condition.map { try RowFilter($0, in: self) }
        let files = filter?.candidates(of: self) ?? snapshot.files
        try await requireRowIDs(of: files)
        let keys = KeyChange(table: self, columns: assignments.columns)
        var change = try await gathering(files) { file in
            if let filter, try await !filter.matches(file, of: self) { return FileChange() }
            return try await assigning(assignments, where: filter, in: file, keys, isOneOfSeveral: files.count > 1)
        }
        change.reads.append(filter?.scope(in: self) ?? .wholeTable)
        return try await checking(keys, change)
    }

    private func assigning(
        _ assignments: Assignments,
        where filter: RowFilter?,
        in file: AddFile,
        _ keys: KeyChange,
        isOneOfSeveral: Bool
    ) async throws -> FileChange {
        var rewrite = RowRewrite(table: self, file: file, keepsRows: true, keepsKeys: !keys.isActive)
        let names = assignments.names.union(filter?.inputs ?? [])
        rewrite.columns = columns.filter { names.contains($0.name) }
        rewrite.isOneOfSeveral = isOneOfSeveral
        let context = FunctionContext(of: self)
        let outcome = try await rewrite.run { batch, start in
            let positions = try await filter?.positions(in: batch, context) ?? Array(0..<batch.count)
            guard !positions.isEmpty else { return .init(batch: batch, changes: 0) }
            let rows = positions.count == batch.count ? batch : try batch.taking(positions)
            let edits = RowEdits(cells: try await assignments.cells(of: rows, context))
            let targets = positions.enumerated().map { (position: $1 + start, row: $0) }
            return try keys.noting(try edits.applied(targets, to: batch, from: start), of: batch, file, from: start)
        }
        guard var outcome else { return FileChange() }
        try await outcome.settle(context)
        return outcome.change(of: file)
    }
}
