import Columnar
import DeltaLog

/// A condition on rows, together with what it takes to skip files.
struct RowFilter: Sendable {
    let condition: Expression
    private let evaluation: Evaluation
    private let columns: [Column]

    init(_ condition: Expression, in table: Table) throws {
        self.condition = condition
        let evaluation = try ExpressionCompiler(table).condition(condition)
        columns = table.columns.filter { evaluation.inputs.contains($0.name) }
        self.evaluation = evaluation
    }

    /// The stored columns that are looked at.
    var inputs: Set<String> { evaluation.inputs }

    /// The positions of such rows in a batch.
    func positions(in batch: RecordBatch, _ context: FunctionContext) async throws -> [Int] {
        try await evaluation.truePositions(in: batch, context)
    }

    /// The files that may have such rows.
    func candidates(of table: Table) -> [AddFile] {
        let memory = TableMemory.of(table)
        return table.snapshot.files.filter { condition.mayMatch(memory.bounds(of: $0, in: table)) }
    }

    /// What a commit that relies on the condition has read.
    func scope(in table: Table) -> ReadScope {
        let (condition, memory) = (condition, TableMemory.of(table))
        return .matching { condition.mayMatch(memory.bounds(of: $0, in: table)) }
    }

    /// How many rows of a file there are.
    func count(in file: AddFile, of table: Table) async throws -> Int {
        var count = 0
        try await matching(file, of: table).forEachBatch(of: file) { count += $0.count }
        return count
    }

    /// Whether a file has any.
    func matches(_ file: AddFile, of table: Table) async throws -> Bool {
        let path = table.path(of: file)
        return try await LighttableError.wrapping(table: table.name, file: path) {
            var batches = try matching(file, of: table).open(file)
            return try await batches.next() != nil
        }
    }

    private func matching(_ file: AddFile, of table: Table) -> TableScan {
        // A scan of no column at all has no rows to count.
        let columns = columns.isEmpty ? Array(table.columns.prefix(1)) : columns
        var scan = TableScan(table: table, columns: columns, files: [file])
        scan.filter = evaluation.steps
        scan.condition = condition
        scan.filterCalls = evaluation.calls
        return scan
    }
}
