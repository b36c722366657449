import DeltaLog

/// Which small files of a table are worth merging.
///
/// Files are sorted into tiers by size, each 32 times the one below it. When 32 neighbours are in one tier or below
/// it, they become one file. So a row is written again about once per tier, and a table has few small files however
/// many rows came one by one. A run of neighbours goes on as far as it can, so that rows keep their order.
struct CompactionPlan {
    /// The files to merge, group by group; each group becomes one file.
    let groups: [[AddFile]]

    /// How many neighbours are merged at once.
    static let fanout = 32
    /// The sizes at which the tiers end; whatever is larger stays as it is.
    private static let tierEnds = [16 << 10, 512 << 10, 16 << 20]
    /// How many of the last files are looked at; those before them have been merged, or wait for ``init(allOf:)``.
    private static let scope = 256

    /// What merging pays for by itself: one group, or none.
    init(dueIn snapshot: Snapshot) {
        groups = Self.byPartition(snapshot.files.suffix(Self.scope)).compactMap(Self.dueRun).prefix(1).map(\.self)
    }

    /// Everything that can be merged.
    init(allOf snapshot: Snapshot) {
        groups = Self.byPartition(snapshot.files[...]).flatMap { Self.packed($0) }
    }

    private static func dueRun(_ files: [AddFile]) -> [AddFile]? {
        for (tier, end) in tierEnds.enumerated() {
            let run = longestRun(files) { Int($0.size) < end }
            guard run.count >= fanout, tier == 0 || run.reduce(0, { $0 + Int($1.size) }) >= end / 4 else { continue }
            let largest = packed(run).max { $0.count < $1.count } ?? []
            if largest.count >= fanout / 2 { return largest }
        }
        return nil
    }

    private static func longestRun(_ files: [AddFile], _ belongs: (AddFile) -> Bool) -> [AddFile] {
        files.split { !belongs($0) }.max { $0.count < $1.count }.map(Array.init) ?? []
    }

    /// The small files in groups that fill one file each; a file alone has nothing to be merged with.
    private static func packed(_ files: [AddFile]) -> [[AddFile]] {
        var groups: [[AddFile]] = []
        var total = (rows: 0, bytes: 0)
        for file in files {
            guard let rows = file.statistics?.numRecords.map({ Int($0) }), isSmall(file, rows) else { continue }
            total = (total.rows + rows, total.bytes + Int(file.size))
            if groups.isEmpty || total.rows > DataFileWriter.fileRows || total.bytes > DataFileWriter.fileBytes {
                groups.append([])
                total = (rows, Int(file.size))
            }
            groups[groups.count - 1].append(file)
        }
        return groups.filter { $0.count > 1 }
    }

    private static func isSmall(_ file: AddFile, _ rows: Int) -> Bool {
        Int(file.size) < DataFileWriter.fileBytes / 2 && rows < DataFileWriter.fileRows / 2
    }

    /// The files of each partition, in order: a file has rows of one partition.
    private static func byPartition(_ files: some Collection<AddFile>) -> [[AddFile]] {
        var order: [[String: String?]] = []
        var groups: [[String: String?]: [AddFile]] = [:]
        for file in files {
            if groups[file.partitionValues] == nil { order.append(file.partitionValues) }
            groups[file.partitionValues, default: []].append(file)
        }
        return order.compactMap { groups[$0] }
    }
}
