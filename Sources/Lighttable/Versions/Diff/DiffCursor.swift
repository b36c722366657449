import Columnar
import DeltaLog

/// Goes through the groups of a plan and finds the rows that differ.
struct DiffCursor {
    private let plan: DiffPlan
    private var nextGroup = 0
    private var comparison: GroupComparison?
    private var nextFile = 0
    private var file: FileScan?

    init(_ plan: DiffPlan) {
        self.plan = plan
    }

    /// The rows that differ in the next batch or at the end of a group; `nil` at the end of all.
    mutating func next() async throws -> [RowDifference]? {
        while true {
            if let found = try await nextInGroup() { return found }
            guard nextGroup < plan.groups.count else { return nil }
            nextFile = 0
            comparison = GroupComparison(plan, before: try await older(plan.groups[nextGroup].before))
            nextGroup += 1
        }
    }

    private mutating func nextInGroup() async throws -> [RowDifference]? {
        guard var current = comparison else { return nil }
        guard let batch = try await nextBatch() else {
            comparison = nil
            return try current.rest()
        }
        let found = try current.differences(of: batch)
        comparison = current
        return found
    }

    private mutating func nextBatch() async throws -> RecordBatch? {
        let files = plan.groups[nextGroup - 1].after
        let scan = TableScan(table: plan.to, columns: plan.to.columns, files: files, hasRowIDs: true)
        while true {
            if var current = file {
                let path = plan.to.path(of: files[nextFile - 1])
                let batch = try await LighttableError.wrapping(table: plan.to.name, file: path) {
                    try await current.next()
                }
                file = batch == nil ? nil : current
                if let batch { return batch }
            }
            guard nextFile < files.count else { return nil }
            let next = files[nextFile]
            nextFile += 1
            file = try await LighttableError.wrapping(table: plan.to.name, file: plan.to.path(of: next)) {
                try scan.open(next)
            }
        }
    }

    private func older(_ files: [AddFile]) async throws -> [RecordBatch] {
        let scan = TableScan(table: plan.from, columns: plan.from.columns, files: files, hasRowIDs: true)
        var batches: [RecordBatch] = []
        for file in files { try await scan.forEachBatch(of: file) { batches.append($0) } }
        return batches
    }
}
