import Columnar
import DeltaLog

/// Row groups of a data file that follow each other and may have rows that a scan wants.
struct RowGroupRun: Sendable, Equatable {
    /// The groups; `nil` for all of the file's.
    var groups: Range<Int>?
    /// The place in the file of the first row.
    var firstRow = 0

    /// In files that are smaller, reading the statistics would take as long as it saves.
    private static let leastBytes = 1 << 20

    /// The runs of a file.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - path: Where it is.
    ///   - scan: What is wanted of it.
    /// - Returns: They, in the order of the file; one where nothing can be left out.
    /// - Throws: A `ColumnarError` when the file cannot be read.
    static func all(of file: AddFile, at path: String, for scan: TableScan) throws -> [RowGroupRun] {
        let columns = scan.table.columns
        // Where columns are found by id, those of the statistics may be others.
        let areFoundByName = columns.allSatisfy { $0.mapped?.id == nil }
        guard let condition = scan.condition, file.size >= leastBytes, areFoundByName else {
            return [RowGroupRun()]
        }
        let footer = try ParquetGroups(path: path)
        guard footer.all.count > 1 else { return [RowGroupRun()] }
        let wanted = try footer.all.indices.map { index in
            condition.mayMatch(FileBounds(try footer.summary(of: index), columns: columns))
        }
        guard wanted.contains(false) else { return [RowGroupRun()] }
        return runs(of: wanted, rows: footer.all.map(\.rows))
    }

    private static func runs(of wanted: [Bool], rows: [Int]) -> [RowGroupRun] {
        var runs: [RowGroupRun] = []
        var place = 0
        for (group, isWanted) in wanted.enumerated() {
            if isWanted, let last = runs.last?.groups, last.upperBound == group {
                runs[runs.count - 1].groups = last.lowerBound..<group + 1
            } else if isWanted {
                runs.append(RowGroupRun(groups: group..<group + 1, firstRow: place))
            }
            place += rows[group]
        }
        return runs
    }
}
