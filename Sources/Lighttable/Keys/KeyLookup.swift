import Columnar
import DeltaLog

/// Finds the rows of a table that have certain keys, reading only files that may have them.
struct KeyLookup: Sendable {
    let table: Table
    let probes: KeyProbes
    private let memory: TableMemory
    private let places: HashTable

    init(_ table: Table, _ probes: KeyProbes) {
        self.table = table
        self.probes = probes
        memory = TableMemory.of(table)
        places = HashTable(probes.hashes)
    }

    /// What a commit that relies on the lookup has read.
    var scope: ReadScope {
        let (table, probes, memory) = (table, probes, memory)
        return .matching { probes.mayBe(in: memory.bounds(of: $0, in: table)) }
    }

    /// The rows that have one of the keys, in the order of the files.
    func hits() async throws -> [KeyProbes.Hit] {
        let candidates = table.snapshot.files.filter { probes.mayBe(in: memory.bounds(of: $0, in: table)) }
        let isOneOfSeveral = candidates.count > 1
        let found = try await candidates.concurrentMap { try await hits(in: $0, isOneOfSeveral) }
        return found.flatMap(\.self)
    }

    private func hits(in file: AddFile, _ isOneOfSeveral: Bool) async throws -> [KeyProbes.Hit] {
        let index = memory.keys(of: file, in: table)
        guard index?.containsAny(of: probes.hashes) != false else { return [] }
        return try await read(file, isNew: index == nil, isOneOfSeveral)
    }

    /// Goes through the keys of a file.
    private func read(_ file: AddFile, isNew: Bool, _ isOneOfSeveral: Bool) async throws -> [KeyProbes.Hit] {
        let columns = try probes.columns.names.map { try table.column(named: $0) }
        var scan = TableScan(table: table, columns: columns, files: [file])
        scan.isOneOfSeveral = isOneOfSeveral
        var hits: [KeyProbes.Hit] = []
        var hashes: [UInt64] = []
        var position = 0
        try await scan.forEachBatch(of: file) { batch in
            let batchHashes = try batch.rowHashes()
            hits += search(batch, batchHashes, file, from: position)
            position += batch.count
            if isNew { hashes += batchHashes }
        }
        if isNew { memory.note(hashes, of: file, in: table) }
        return hits
    }

    private func search(_ batch: RecordBatch, _ hashes: [UInt64], _ file: AddFile, from start: Int) -> [KeyProbes.Hit] {
        let columns = batch.columns
        var hits: [KeyProbes.Hit] = []
        for (row, first) in places.places(of: hashes) {
            let key = columns.map { $0.value(at: row) }
            var place = first
            while place < probes.hashes.count, probes.hashes[place] == hashes[row] {
                let probe = probes.order[place]
                if probes.key(probe) == key { hits.append(.init(probe: probe, file: file, position: start + row)) }
                place += 1
            }
        }
        return hits
    }
}

/// Tells quickly where a hash is in an ascending list.
private struct HashTable: Sendable {
    private let hashes: [UInt64]
    private let shift: UInt64
    /// A bit for every beginning that a hash may have; few of them are set.
    private let marks: [UInt64]

    init(_ hashes: [UInt64]) {
        self.hashes = hashes
        let bits = max(10, hashes.count.bitWidth - hashes.count.leadingZeroBitCount + 6)
        shift = UInt64(64 - bits)
        var marks = [UInt64](repeating: 0, count: 1 << (bits - 6))
        for hash in hashes { marks[Int(hash >> shift) >> 6] |= 1 << (hash >> shift & 63) }
        self.marks = marks
    }

    /// The rows whose hashes are in the list, and where they are there first.
    func places(of rows: [UInt64]) -> [(row: Int, place: Int)] {
        var found: [(row: Int, place: Int)] = []
        marks.withUnsafeBufferPointer { marks in
            for (row, hash) in rows.enumerated() {
                let start = hash >> shift
                guard marks[Int(start >> 6)] & 1 << (start & 63) != 0 else { continue }
                if let place = first(hash) { found.append((row, place)) }
            }
        }
        return found
    }

    private func first(_ hash: UInt64) -> Int? {
        let place = hashes.partitioningIndex { $0 >= hash }
        return place < hashes.count && hashes[place] == hash ? place : nil
    }
}
