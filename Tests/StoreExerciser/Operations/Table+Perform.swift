import Columnar
import Lighttable

extension Table {
    /// Does an operation on the newest version, and tells of each row of an `insertTogether` as it is done.
    func perform(
        _ operation: TableOperation,
        isDone: @escaping @Sendable (Int, Result<WriteResult, any Error>) throws -> Void
    ) async throws -> JournalLine.Acknowledgement {
        switch operation {
        case .insert(let rows): return acknowledge(try await insert(rows))
        case .insertFrom(let rows): return acknowledge(try await insert(from: .rows(rows.map(Self.values))).write)
        case .insertTogether(let rows): return try await insertTogether(rows, isDone)
        case .upsert(let rows): return acknowledge(try await upsert(rows.map(Self.values)))
        case .increment(let from, let to):
            let sum = try Expression("n + 1")
            return acknowledge(try await update(["n": sum], where: try Self.keys(from, to)))
        case .rename(let from, let to, let text):
            let name = try Expression("'\(text)'")
            return acknowledge(try await update(["name": name], where: try Self.keys(from, to)))
        case .delete(let from, let to): return acknowledge(try await delete(where: try Self.keys(from, to)))
        case .optimize:
            _ = try await optimize()
            return acknowledge(try await latest())
        case .addColumn(let name): return acknowledge(try await addColumn(Column(name, .int)))
        case .dropColumn(let name): return acknowledge(try await dropColumn(name))
        case .renameColumn(let name, let new): return acknowledge(try await renameColumn(name, to: new))
        case .tag(let name): return acknowledge(try await latest().tag(name))
        case .removeTag(let name): return acknowledge(try await removeTag(name))
        case .restore(let tag):
            let newest = try await latest()
            return acknowledge(try await newest.restore(to: newest.tags[tag] ?? -1))
        case .read:
            let observation = try await latest().observe()
            return .init(version: observation.version, observation: observation)
        }
    }

    /// All that a reader sees.
    func observe() async throws -> Observation {
        var rows: [Observation.Row] = []
        for try await row in try self.rows() {
            let cells = zip(row.columns, row.values).map { ($0.name, Cell($1)) }
            rows.append(.init(id: row.id?.rawValue, cells: Cells(uniqueKeysWithValues: cells)))
        }
        return Observation(version: version, columns: columns.map(\.name), rows: rows)
    }

    private func insert(_ rows: [Cells]) async throws -> WriteResult {
        if rows.count == 1, let row = rows.first { return try await insert(Self.values(row)) }
        return try await insert(rows.map(Self.values))
    }

    private func insertTogether(
        _ rows: [Cells],
        _ isDone: @escaping @Sendable (Int, Result<WriteResult, any Error>) throws -> Void
    ) async throws -> JournalLine.Acknowledgement {
        try await withThrowingTaskGroup { group in
            for (index, row) in rows.enumerated() {
                group.addTask {
                    let result: Result<WriteResult, any Error>
                    do { result = .success(try await insert(Self.values(row))) } catch { result = .failure(error) }
                    try isDone(index, result)
                }
            }
            try await group.waitForAll()
        }
        return acknowledge(try await latest())
    }

    private func acknowledge(_ result: WriteResult) -> JournalLine.Acknowledgement {
        .init(version: result.table.version, counts: TableModel.Counts(result))
    }

    private func acknowledge(_ table: Table) -> JournalLine.Acknowledgement {
        .init(version: table.version)
    }

    private static func values(_ cells: Cells) -> [String: Value] { cells.mapValues(\.value) }

    private static func keys(_ from: Int, _ to: Int) throws -> Expression {
        try Expression("id >= \(from) AND id < \(to)")
    }
}

extension TableModel.Counts {
    init(_ result: WriteResult) {
        self.init(inserted: result.rowsInserted, updated: result.rowsUpdated, deleted: result.rowsDeleted)
    }
}
