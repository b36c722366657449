import Columnar
import DeltaLog
import Foundation

/// Writes the rows of several data files into one, with the ids they have.
struct FileMerge {
    /// How many small files are in memory at once.
    private static let mostInMemory = 16

    let table: Table
    let files: [AddFile]

    /// Writes the new file; in the log it replaces the others without changing what the table holds.
    ///
    /// - Throws: A ``LighttableError`` when a file cannot be read or written; nothing is left behind then.
    func write() async throws -> [AddFile] {
        let base = commonBase
        let partitions = Set(table.snapshot.metadata.partitionColumns)
        let columns = table.columns.filter { !partitions.contains($0.name) }
        let writer = try DataFileWriter(
            folder: table.path,
            columns: columns,
            primaryKey: table.primaryKey,
            rowIDs: base == nil ? .column : .none
        )
        do {
            let scan = TableScan(table: table, columns: columns, files: files, hasRowIDs: base == nil)
            try await copy(scan, to: writer)
            return rearranged(try await writer.finish(), base)
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// Reads several small files at once and writes them in their order.
    private func copy(_ scan: TableScan, to writer: DataFileWriter) async throws {
        for start in stride(from: 0, to: files.count, by: Self.mostInMemory) {
            let part = files[start..<min(start + Self.mostInMemory, files.count)]
            guard part.reduce(0, { $0 + $1.size }) < 8 << 20 else {
                for file in part { try await scan.forEachBatch(of: file) { try await writer.write($0) } }
                continue
            }
            let batches = try await read(Array(part), scan)
            if !batches.isEmpty { try await writer.write(try RecordBatch.joined(batches)) }
        }
    }

    private func read(_ part: [AddFile], _ scan: TableScan) async throws -> [RecordBatch] {
        var scan = scan
        scan.isOneOfSeveral = true
        return
            try await part
            .concurrentMap { [scan] file in
                var batches: [RecordBatch] = []
                try await scan.forEachBatch(of: file) { batches.append($0) }
                return batches
            }
            .flatMap(\.self)
    }

    /// The first id, when the ids of all files follow on one another: the file then needs no column of ids.
    private var commonBase: Int? {
        guard let first = files.first, case .base(let base) = RowIdentity.source(of: first) else { return nil }
        var next = base
        for file in files {
            guard RowIdentity.source(of: file) == .base(next), let rows = file.statistics?.numRecords else {
                return nil
            }
            next += Int(rows)
        }
        return base
    }

    private func rearranged(_ written: [AddFile], _ base: Int?) -> [AddFile] {
        var next = base
        return written.map { file in
            var file = file
            file.dataChange = false
            file.partitionValues = files.first?.partitionValues ?? [:]
            if let start = next {
                file.tags = [RowIdentity.baseTag: String(start)]
                next = start + Int(file.statistics?.numRecords ?? 0)
            }
            return file
        }
    }
}
