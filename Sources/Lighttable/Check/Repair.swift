import Columnar
import DeltaLog
import Foundation

/// How the findings of a check become a commit.
struct Repair {
    private let table: Table
    private let findings: Findings
    private let metadata: Metadata
    private let nullableColumns: [String]

    init(of table: Table, findings: Findings) throws {
        self.table = table
        self.findings = findings
        let broken = findings.columnsWithNulls.subtracting(table.primaryKey)
        nullableColumns = table.columns.map(\.name).filter(broken.contains)
        metadata = try Self.metadata(of: table, nullable: broken)
    }

    /// Commits what can be put right.
    func commit(_ message: String?) async throws -> RepairReport {
        var report = RepairReport(table: table)
        report.remaining = findings.problems.filter { !$0.kind.isRepairable }
        guard changesAnything else { return report }
        let rewritten = try await rewritten()
        let table = try await commit(rewritten, message)
        report = RepairReport(
            table: table,
            rowsDeleted: findings.duplicates.superseded.values.reduce(0) { $0 + $1.count },
            rowsIdentified: rowsIdentified,
            columnsMadeNullable: nullableColumns,
            filesRemoved: findings.missing.map(\.path),
            rowsLost: rowsLost,
            remaining: report.remaining
        )
        return report
    }

    private var changesAnything: Bool {
        !findings.duplicates.superseded.isEmpty || !findings.unidentified.isEmpty || !nullableColumns.isEmpty
            || !findings.missing.isEmpty
    }

    private var rowsLost: Int {
        findings.missing.reduce(0) { $0 + Int($1.statistics?.numRecords ?? 0) }
    }

    private var rowsIdentified: Int {
        findings.readable.enumerated()
            .reduce(0) { sum, element in
                let removed = findings.duplicates.superseded[element.offset]?.count ?? 0
                return sum + max(0, (findings.unidentified[element.element.key] ?? 0) - removed)
            }
    }

    private func commit(_ rewritten: [FileKey: [AddFile]], _ message: String?) async throws -> Table {
        do {
            let counts = try await counts()
            return try await table.commit(transaction(rewritten, message)) {
                RowIdentity.assign($0, $1, counts: counts)
            }
        } catch let error where error is DeltaError || error is CancellationError {
            // Any other error is the storage's, after which the commit may be there and need its files.
            discard(rewritten)
            throw error
        }
    }

    private func transaction(_ rewritten: [FileKey: [AddFile]], _ message: String?) -> Transaction {
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let deleted = findings.duplicates.superseded.values.reduce(rowsLost) { $0 + $1.count }
        let info = CommitInfo(
            operation: "REPAIR",
            engineInfo: TableCreation.engine,
            operationMetrics: CommitMetrics(deleted: deleted).values,
            userMetadata: message
        )
        var transaction = Transaction(on: table.snapshot, info: info)
        let renamed = renamed.filter { rewritten[$0.key] == nil }
        transaction.read(.files(Set(findings.duplicates.files.map { findings.readable[$0].key } + renamed.map(\.key))))
        if metadata != table.snapshot.metadata { transaction.add(.metaData(metadata)) }
        for file in findings.missing + findings.readable.filter({ rewritten[$0.key] != nil }) {
            transaction.add(.remove(RemoveFile(removing: file, deletionTimestamp: now)))
        }
        transaction.add(contentsOf: rewritten.values.flatMap(\.self).map(Action.add))
        transaction.add(contentsOf: renamed.map(Action.add))
        return transaction
    }

    /// Files that say they hold the ids of their rows and do not; without the claim they get new ones.
    private var renamed: [AddFile] {
        findings.readable
            .filter { findings.unidentified[$0.key] != nil && RowIdentity.source(of: $0) != .none }
            .map { file in
                var file = file
                file.tags = file.tags?.filter { $0.key != RowIdentity.rangeTag }
                file.dataChange = false
                return file
            }
    }

    /// How many rows the files have whose writers did not say it.
    private func counts() async throws -> [FileKey: Int] {
        var counts: [FileKey: Int] = [:]
        for file in findings.readable where findings.unidentified[file.key] != nil {
            counts[file.key] = try await table.storedRowCount(of: file)
        }
        return counts
    }

    private func rewritten() async throws -> [FileKey: [AddFile]] {
        var rewritten: [FileKey: [AddFile]] = [:]
        do {
            for (index, rows) in findings.duplicates.superseded.sorted(by: { $0.key < $1.key }) {
                let file = findings.readable[index]
                rewritten[file.key] = try await rewrite(file, without: rows.sorted())
            }
            return rewritten
        } catch {
            discard(rewritten)
            throw error
        }
    }

    /// Writes a file again without some of its rows.
    private func rewrite(_ file: AddFile, without rows: [Int]) async throws -> [AddFile] {
        let partitions = Set(table.snapshot.metadata.partitionColumns)
        let columns = table.columns.filter { !partitions.contains($0.name) }
        let hasIDs = findings.unidentified[file.key] == nil
        let scan = TableScan(table: table, columns: columns, files: [file], hasRowIDs: hasIDs)
        let writer = try DataFileWriter(folder: table.path, columns: columns, rowIDs: hasIDs ? .column : .none)
        do {
            var removed = rows[...]
            var first = 0
            try await scan.forEachBatch(of: file) { batch in
                for range in Self.kept(first..<first + batch.count, without: &removed) {
                    try await writer.write(try batch.sliced(range.lowerBound - first..<range.upperBound - first))
                }
                first += batch.count
            }
            return try await writer.finish()
                .map { added in
                    var added = added
                    added.partitionValues = file.partitionValues
                    return added
                }
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// What is left of a range of rows; takes the rows it was done with off the list.
    private static func kept(_ range: Range<Int>, without removed: inout ArraySlice<Int>) -> [Range<Int>] {
        var kept: [Range<Int>] = []
        var next = range.lowerBound
        while let row = removed.first, row < range.upperBound {
            if next < row { kept.append(next..<row) }
            next = row + 1
            removed = removed.dropFirst()
        }
        if next < range.upperBound { kept.append(next..<range.upperBound) }
        return kept
    }

    private func discard(_ rewritten: [FileKey: [AddFile]]) {
        for file in rewritten.values.flatMap(\.self) { FileSystem.remove(table.path(of: file)) }
    }

    private static func metadata(of table: Table, nullable columns: Set<String>) throws -> Metadata {
        var metadata = table.snapshot.metadata
        guard !columns.isEmpty else { return metadata }
        var schema = try metadata.schema
        for index in schema.fields.indices where columns.contains(schema.fields[index].name) {
            schema.fields[index].isNullable = true
        }
        metadata.schemaString = schema.json
        return metadata
    }
}
