import Columnar
import DeltaLog

extension Table {
    /// Removes the rows for which an expression is true, as one version.
    ///
    /// Files of which all rows go are not read, nor are those that cannot have such rows.
    ///
    /// - Parameters:
    ///   - condition: Which rows; `nil` removes all.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows went.
    /// - Throws: A ``LighttableError``, such as `invalidExpression` when the condition does not fit the table.
    @discardableResult
    public func delete(where condition: Expression?, message: String? = nil) async throws -> WriteResult {
        try await changing(ChangeNote(operation: "DELETE", message: message)) { newest in
            guard let condition else { return try await newest.removingAll() }
            return try await newest.removing(RowFilter(condition, in: newest))
        }
    }

    /// Removes the rows for which an expression, given as text, is true.
    ///
    /// - Parameters:
    ///   - text: Such as `rating IS NULL OR width < 10`.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows went.
    /// - Throws: A ``LighttableError``, such as `invalidExpression`.
    @discardableResult
    public func delete(where text: String, message: String? = nil) async throws -> WriteResult {
        try await delete(where: try Expression(text), message: message)
    }

    /// Removes rows by their ids; ids that no row has are left out.
    ///
    /// - Parameters:
    ///   - ids: Which rows.
    ///   - message: What the history says about it.
    /// - Returns: The table after it, and how many rows went.
    /// - Throws: A ``LighttableError`` when the table cannot be written.
    @discardableResult
    public func delete(_ ids: [RowID], message: String? = nil) async throws -> WriteResult {
        let ids = Set(ids)
        return try await changing(ChangeNote(operation: "DELETE", message: message)) { newest in
            try await newest.removing(ids)
        }
    }

    private func removingAll() async throws -> FileChange {
        FileChange(removed: snapshot.files, deleted: try await count(), reads: [.wholeTable])
    }

    private func removing(_ filter: RowFilter) async throws -> FileChange {
        let files = filter.candidates(of: self)
        try await requireRowIDs(of: files)
        var change = try await gathering(files) { file in
            let matching = try await filter.count(in: file, of: self)
            let rows = try await rowCount(of: file)
            let context = FunctionContext(of: self)
            return try await removing(matching, of: rows, from: file) { batch, _ in
                let gone = Set(try await filter.positions(in: batch, context))
                return try batch.taking((0..<batch.count).filter { !gone.contains($0) })
            }
        }
        change.reads.append(filter.scope(in: self))
        return change
    }

    private func removing(_ ids: Set<RowID>) async throws -> FileChange {
        try await gathering(snapshot.files.filter { $0.mayContain(ids) }) { file in
            let targets = try await rowTargets(in: file, Array(ids))
            let positions = targets.map(\.position)
            let rows = try await rowCount(of: file)
            return try await removing(positions.count, of: rows, from: file) { batch, start in
                let gone = Set(positions.filter { (start..<start + batch.count).contains($0) })
                return try batch.taking((0..<batch.count).filter { !gone.contains($0 + start) })
            }
        }
    }

    /// Removes a number of a file's rows, which an edit leaves out.
    private func removing(
        _ count: Int,
        of rows: Int,
        from file: AddFile,
        _ edit: (RecordBatch, Int) async throws -> RecordBatch
    ) async throws -> FileChange {
        if count == 0 { return FileChange() }
        if count == rows { return FileChange(removed: [file], deleted: count) }
        let outcome = try await RowRewrite(table: self, file: file, keepsRows: false)
            .run { batch, start in
                let kept = try await edit(batch, start)
                return .init(batch: kept, changes: batch.count - kept.count)
            }
        let pending = outcome?.pending ?? PendingSync()
        return FileChange(removed: [file], added: outcome?.files ?? [], deleted: count, pending: pending)
    }
}
