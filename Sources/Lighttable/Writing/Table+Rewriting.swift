import Columnar
import DeltaLog

extension Table {
    /// Up to this many rows, which will soon be merged with others, are written in the quickest way.
    private static let fewRows = 512

    /// Writes files again with new cells in some rows; those where nothing changes stay.
    func rewriting(_ files: [FileTargets], with edits: RowEdits) async throws -> FileChange {
        let edited = edits.columns(of: self).filter { !primaryKey.contains($0.name) }
        return try await gathering(files) { target in
            var rewrite = RowRewrite(table: self, file: target.file, keepsRows: true, keepsKeys: true)
            rewrite.columns = edited
            rewrite.isOneOfSeveral = files.count > 1
            let outcome = try await rewrite.run { batch, start in
                try edits.applied(target.targets, to: batch, from: start)
            }
            guard let outcome else { return FileChange() }
            return outcome.change(of: target.file)
        }
    }

    /// Puts together what a body makes of several files, or nothing when one fails.
    func gathering<Element: Sendable>(
        _ elements: [Element],
        _ body: @escaping @Sendable (Element) async throws -> FileChange
    ) async throws -> FileChange {
        let outcomes = try await elements.concurrentMap { element -> Result<FileChange, any Error> in
            do {
                var change = try await body(element)
                if elements.count > 1 { change.pending.begin() }
                return .success(change)
            } catch {
                return .failure(error)
            }
        }
        var change = FileChange()
        for case .success(let outcome) in outcomes { change.merge(outcome) }
        do {
            for outcome in outcomes { _ = try outcome.get() }
        } catch {
            discard(change.added)
            throw error
        }
        return change
    }

    /// Writes new rows.
    func writing(_ rows: RecordBatch?) async throws -> FileChange {
        guard var rows, rows.count > 0 else { return FileChange() }
        let computed = try ComputedColumns(of: self)
        if let computed { rows = try await computed.completed(rows, firstRow: 0) }
        let writer = try DataFileWriter(
            folder: path,
            columns: columns,
            primaryKey: primaryKey,
            isSmall: rows.count <= Self.fewRows,
            syncsLater: true
        )
        do {
            try await writer.write(rows)
            var change = FileChange(added: try await writer.finish(), inserted: rows.count)
            change.pending = await writer.pending
            if let computed {
                try await computed.context.settle()
                change.pending.keep(computed.context.media)
            }
            return change
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// Sees to it that the rows of files that are to be written again have ids, which other engines do not give.
    ///
    /// - Throws: A ``LighttableError`` of code `conflict` when ids had to be given: the change is to be planned again on
    ///   the version that has them.
    func requireRowIDs(of files: [AddFile]) async throws {
        guard files.contains(where: { RowIdentity.source(of: $0) == .none }) else { return }
        let version = try await assigningRowIDs().version
        throw LighttableError(
            .conflict,
            "rows of '\(name)' got their ids just now, in version \(version); try again",
            at: .init(table: name)
        )
    }

    /// Checks that rows can be found by key.
    func requirePrimaryKey() throws {
        guard primaryKey.isEmpty else { return }
        throw LighttableError(
            .unsupported,
            "'\(name)' has no primary key to find rows by; name rows by their ids, or use update with a condition",
            at: .init(table: name)
        )
    }

    func repeatedKey(_ key: [Value], _ rows: (first: Int, second: Int)) -> LighttableError {
        LighttableError(
            .duplicateKey,
            "rows \(rows.first + 1) and \(rows.second + 1) have the same primary key \(keyText(key)); keep one of them",
            at: .init(table: name, column: primaryKey.first, row: rows.second + 1)
        )
    }

    func takenKey(_ key: [Value], row: Int?) -> LighttableError {
        let which = row.map { "row \($0 + 1) has" } ?? "a row would have"
        let remedy = row == nil ? "choose another key" : "choose another key, or upsert to replace that row"
        return LighttableError(
            .duplicateKey,
            "\(which) the primary key \(keyText(key)), which a row of '\(name)' has already; \(remedy)",
            at: .init(table: name, column: primaryKey.first, row: row.map { $0 + 1 })
        )
    }

    func absentKey(_ key: [Value], row: Int) -> LighttableError {
        LighttableError(
            .notFound,
            "row \(row + 1): '\(name)' has no row with the primary key \(keyText(key)); insert it, or ignore missing rows",
            at: .init(table: name, column: primaryKey.first, row: row + 1)
        )
    }
}
