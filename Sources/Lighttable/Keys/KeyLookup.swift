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
        let found = try await candidates.concurrentMap { try await hits(in: $0) }
        return found.flatMap(\.self)
    }

    private func hits(in file: AddFile) async throws -> [KeyProbes.Hit] {
        guard let index = memory.keys(of: file, in: table) else { return try await read(file, isNew: true) }
        return index.containsAny(of: probes.hashes) ? try await read(file, isNew: false) : []
    }

    /// Goes through the keys of a file.
    private func read(_ file: AddFile, isNew: Bool) async throws -> [KeyProbes.Hit] {
        let columns = try probes.columns.names.map { try table.column(named: $0) }
        let scan = TableScan(table: table, columns: columns, files: [file])
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
        for (row, hash) in hashes.enumerated() {
            guard var place = places.first(hash) else { continue }
            let key = columns.map { $0.value(at: row) }
            while place < probes.hashes.count, probes.hashes[place] == hash {
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
    private let marks: [Bool]

    init(_ hashes: [UInt64]) {
        self.hashes = hashes
        let bits = max(10, hashes.count.bitWidth - hashes.count.leadingZeroBitCount + 3)
        shift = UInt64(64 - bits)
        var marks = [Bool](repeating: false, count: 1 << bits)
        for hash in hashes { marks[Int(hash >> shift)] = true }
        self.marks = marks
    }

    func first(_ hash: UInt64) -> Int? {
        guard marks[Int(hash >> shift)] else { return nil }
        var (low, high) = (0, hashes.count)
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < hash { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == hash ? low : nil
    }
}
