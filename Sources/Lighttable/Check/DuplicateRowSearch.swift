import Columnar
import DeltaLog

/// Finds rows with the same primary key, in as much memory as a part of the keys' hashes needs.
struct DuplicateRowSearch {
    /// How many hashes are held at once.
    private static let hashesAtOnce = 16 << 20
    /// How many keys that may be the same as others are held at once.
    private static let keysAtOnce = 256 << 10

    let table: Table
    let files: [AddFile]

    /// Looks through all rows; gives each key of several rows to a body.
    func run(_ found: ([Value], DuplicateRows.Group) -> Void) async throws -> DuplicateRows {
        var rows = 0
        for file in files { rows += try await table.rowCount(of: file) }
        let parts = UInt64(max(1, (rows + Self.hashesAtOnce - 1) / Self.hashesAtOnce))
        var duplicates = DuplicateRows()
        for part in 0..<parts {
            let repeated = try await repeatedHashes { $0 % parts == part }
            for start in stride(from: 0, to: repeated.count, by: Self.keysAtOnce) {
                let hashes = Set(repeated[start..<min(start + Self.keysAtOnce, repeated.count)])
                let groups = try await groups(of: hashes, &duplicates)
                let ordered = groups.sorted {
                    ($0.value.last.file, $0.value.last.row) < ($1.value.last.file, $1.value.last.row)
                }
                for (key, group) in ordered { found(key, group) }
            }
        }
        return duplicates
    }

    private func repeatedHashes(_ isWanted: (UInt64) -> Bool) async throws -> [UInt64] {
        var hashes: [UInt64] = []
        try await forEachKey { hash, _, _, _ in
            if isWanted(hash) { hashes.append(hash) }
        }
        hashes.sort()
        var repeated: [UInt64] = []
        for (hash, next) in zip(hashes, hashes.dropFirst()) where hash == next && repeated.last != hash {
            repeated.append(hash)
        }
        return repeated
    }

    private func groups(
        of hashes: Set<UInt64>,
        _ duplicates: inout DuplicateRows
    ) async throws -> [[Value]: DuplicateRows.Group] {
        var groups: [[Value]: DuplicateRows.Group] = [:]
        try await forEachKey { hash, columns, row, place in
            guard hashes.contains(hash) else { return }
            let key = columns.map { $0.value(at: row) }
            let place = place()
            guard var group = groups[key] else {
                groups[key] = DuplicateRows.Group(last: place)
                return
            }
            duplicates.add(place, to: &group)
            groups[key] = group
        }
        return groups.filter { $0.value.count > 1 }
    }

    /// Gives every row without a null in its key to a body: the key's hash, the columns and position to read it from,
    /// and what tells where the row is.
    private func forEachKey(
        _ body: (UInt64, [ColumnVector], Int, () -> DuplicateRows.Place) -> Void
    ) async throws {
        let columns = try table.primaryKey.map { try table.column(named: $0) }
        let scan = TableScan(table: table, columns: columns, files: files, hasRowIDs: true)
        for (index, file) in files.enumerated() {
            var first = 0
            try await scan.forEachBatch(of: file) { batch in
                let keys = columns.indices.map { batch.column(at: $0) }
                let ids = batch.column(at: columns.count)
                for (row, hash) in try RecordBatch(keys).rowHashes().enumerated() {
                    if keys.contains(where: { $0.isNull(at: row) }) { continue }
                    body(hash, keys, row) {
                        DuplicateRows.Place(file: index, row: first + row, id: ids.value(at: row).intValue)
                    }
                }
                first += batch.count
            }
        }
    }
}
