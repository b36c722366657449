import Columnar
import DeltaLog

extension Table {
    /// Computes cells of computed columns anew, as one version: after files changed whose names did not, a function became
    /// another, or another engine wrote rows.
    ///
    /// - Parameters:
    ///   - names: The columns; none takes all that are computed. What is computed from them follows.
    ///   - condition: Which rows; `nil` takes all.
    ///   - message: What the history says about it.
    ///   - progress: Is told how many rows were looked at.
    /// - Returns: The table after it, and how many rows have other cells than before.
    /// - Throws: A ``LighttableError``: `columnNotFound`, `unsupported` for a column that is not computed, what the
    ///   expression throws.
    @discardableResult
    public func recompute(
        _ names: [String] = [],
        where condition: Expression? = nil,
        message: String? = nil,
        progress: ExportProgress? = nil
    ) async throws -> WriteResult {
        try await changing(ChangeNote(operation: "RECOMPUTE", message: message)) { newest in
            try await newest.recomputing(try newest.computedNames(names), where: condition, progress)
        }
    }

    /// Checks that columns can be computed anew, and changes nothing.
    ///
    /// - Throws: The ``LighttableError`` that computing them would throw, but for those of rows.
    public func checkRecomputing(_ names: [String] = [], where condition: Expression? = nil) throws {
        try requireRowsWritable()
        _ = try computedNames(names)
        _ = try condition.map { try RowFilter($0, in: self) }
    }

    private func computedNames(_ names: [String]) throws -> Set<String> {
        let wanted =
            names.isEmpty ? columns.filter { $0.computed?.errorsOf == nil && $0.computed != nil }.map(\.name) : names
        guard !wanted.isEmpty else {
            throw LighttableError(.unsupported, "'\(name)' has no computed columns; add one", at: .init(table: name))
        }
        for name in wanted {
            let column = try column(named: name)
            guard column.computed.map({ $0.errorsOf != nil }) ?? true else { continue }
            throw LighttableError(
                .unsupported,
                "column '\(name)' is not computed; update gives it values",
                at: .init(table: self.name, column: name)
            )
        }
        return Set(wanted)
    }

    private func recomputing(
        _ names: Set<String>,
        where condition: Expression?,
        _ progress: ExportProgress?
    ) async throws -> FileChange {
        let filter = try condition.map { try RowFilter($0, in: self) }
        let files = filter?.candidates(of: self) ?? snapshot.files
        try await requireRowIDs(of: files)
        let counter = RowCounter(total: try await count(), progress)
        var change = try await gathering(files) { file in
            try await recomputing(names, where: filter, in: file, counter)
        }
        change.reads.append(filter?.scope(in: self) ?? .wholeTable)
        return change
    }

    private func recomputing(
        _ names: Set<String>,
        where filter: RowFilter?,
        in file: AddFile,
        _ counter: RowCounter
    ) async throws -> FileChange {
        guard let computed = try ComputedColumns(of: self) else { return FileChange() }
        let needed = computed.needed(recomputing: names).union(filter?.inputs ?? [])
        var rewrite = RowRewrite(table: self, file: file, keepsRows: true, keepsKeys: true)
        rewrite.columns = columns.filter { needed.contains($0.name) }
        let outcome = try await rewrite.run { batch, _ in
            let positions = try await filter?.positions(in: batch, computed.context) ?? Array(0..<batch.count)
            counter.add(batch.count)
            return try await computed.recomputing(names, at: positions, in: batch)
        }
        guard var outcome else { return FileChange() }
        try await outcome.settle(computed.context)
        return outcome.change(of: file)
    }
}
