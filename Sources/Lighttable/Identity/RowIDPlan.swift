import Columnar
import DeltaLog
import Foundation

/// How files without row ids get them: as a note in the log, or in a column where ids do not follow on one another.
struct RowIDPlan {
    let table: Table
    /// The ids that are known, by file and position.
    let recovered: [FileKey: RowIDRecovery.IDs]

    /// Makes the ids part of the table.
    func commit() async throws -> RowIDAssignment {
        var removed: [AddFile] = []
        var added: [AddFile] = []
        var outcome = RowIDAssignment(table: table)
        let first = RowIdentity.next(in: table.snapshot)
        var next = first
        do {
            for file in table.snapshot.files where RowIdentity.source(of: file) == .none {
                let count = try await table.storedRowCount(of: file)
                let ids = recovered[file.key] ?? IDs(repeating: nil, count: count)
                let known = ids.count { $0 != nil }
                outcome.rowsRecognized += known
                outcome.rowsNew += ids.count - known
                let complete = ids.map { id in id ?? Self.take(&next) }
                if let base = Self.base(of: complete) {
                    added.append(named(file, base: base, rows: complete.count))
                } else if !complete.isEmpty {
                    added += try await rewritten(file, complete)
                    removed.append(file)
                }
            }
            let info = info(outcome.message)
            return try await commit(removed, added, info, outcome, ids: first..<next)
        } catch let error where error is DeltaError || error is CancellationError || error is LighttableError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            let kept = Set(table.snapshot.files.map(\.path))
            table.discard(added.filter { !kept.contains($0.path) })
            throw error
        }
    }

    private typealias IDs = RowIDRecovery.IDs

    private func commit(
        _ removed: [AddFile],
        _ added: [AddFile],
        _ info: CommitInfo,
        _ outcome: RowIDAssignment,
        ids: Range<Int>
    ) async throws -> RowIDAssignment {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        var transaction = Transaction(on: table.snapshot, info: info)
        transaction.read(.files(Set(added.map(\.key) + removed.map(\.key))))
        transaction.add(
            contentsOf: removed.map { .remove(RemoveFile(removing: $0, deletionTimestamp: now, dataChange: false)) }
        )
        transaction.add(contentsOf: added.map(Action.add))
        let made = try await table.commit(transaction) { actions, latest in
            guard RowIdentity.next(in: latest) == ids.lowerBound else {
                throw DeltaError(.conflict, "another writer gave out row ids at the same time; try again")
            }
            guard !ids.isEmpty else { return actions }
            return actions + [.txn(SetTransaction(appId: RowIdentity.application, version: Int64(ids.upperBound)))]
        }
        return RowIDAssignment(table: made, rowsRecognized: outcome.rowsRecognized, rowsNew: outcome.rowsNew)
    }

    private func info(_ message: String) -> CommitInfo {
        CommitInfo(operation: "ASSIGN ROW IDS", engineInfo: TableCreation.engine, userMetadata: message)
    }

    private static func take(_ next: inout Int) -> Int {
        defer { next += 1 }
        return next
    }

    /// The first of ids that follow on one another.
    private static func base(of ids: [Int]) -> Int? {
        guard let first = ids.first else { return nil }
        return ids.enumerated().allSatisfy { $0.element == first + $0.offset } ? first : nil
    }

    private func named(_ file: AddFile, base: Int, rows: Int) -> AddFile {
        var file = file
        file.dataChange = false
        file.tags = (file.tags ?? [:]).merging([RowIdentity.baseTag: String(base)]) { $1 }
        var statistics = file.statistics ?? Statistics()
        if statistics.numRecords == nil {
            statistics.numRecords = Int64(rows)
            file.stats = statistics.json
        }
        return file
    }

    private func rewritten(_ file: AddFile, _ ids: [Int]) async throws -> [AddFile] {
        try table.checkNotPartitioned()
        let scan = TableScan(table: table, columns: table.columns, files: [file])
        let writer = try DataFileWriter(
            folder: table.path,
            columns: table.columns,
            primaryKey: table.primaryKey,
            rowIDs: .column
        )
        var position = 0
        do {
            try await scan.forEachBatch(of: file) { batch in
                let builder = try ColumnBuilder(TableScan.rowIDField)
                for id in ids[position..<position + batch.count] { try builder.append(.int(id)) }
                position += batch.count
                try await writer.write(try RecordBatch(batch.columns + [try builder.finish()]))
            }
            return try await writer.finish()
                .map { file in
                    var file = file
                    file.dataChange = false
                    return file
                }
        } catch {
            await writer.discard()
            throw error
        }
    }
}
